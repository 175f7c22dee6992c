/**
 * Fictional people's names. Given and family names are drawn within one
 * tradition, so that a name reads as one.
 */
const TRADITIONS = [
  [
    'Amara Chidi Ngozi Tunde Adaeze Emeka Folake Sade Ikenna Zainab',
    'Okafor Adeyemi Nwosu Balogun Eze Okonjo Abiola Danjuma Olawale Uche',
  ],
  [
    'Priya Arjun Ananya Rohan Kavya Vikram Meera Sanjay Divya Nikhil',
    'Sharma Iyer Patel Reddy Banerjee Nair Kulkarni Gupta Menon Chaudhary',
  ],
  [
    'Mei Jun Xiaoling Wei Lihua Bo Yating Haoran Qing Zihan',
    'Chen Wang Zhang Liu Huang Zhao Wu Lin Guo Tang',
  ],
  [
    'Haruki Yui Sora Aiko Kenji Naomi Riku Emi Daichi Mao',
    'Tanaka Sato Kobayashi Yamamoto Ito Nakamura Mori Fujita Okada Hayashi',
  ],
  [
    'Lucía Mateo Ximena Diego Valeria Andrés Camila Joaquín Inés Tomás',
    'García Fernández Morales Castillo Rojas Vargas Ibáñez Quintana Delgado Peña',
  ],
  [
    'João Beatriz Rafael Larissa Thiago Mariana Caio Helena Bruno Lívia',
    'Silva Oliveira Carvalho Ferreira Barbosa Azevedo Moreira Teixeira Nogueira Prado',
  ],
  [
    'Leila Omar Yasmin Karim Nour Hassan Samira Tariq Rania Idris',
    'Haddad Mansour Khalil Farouk Nasser Aziz Sabbagh Rahman Darwish Bennani',
  ],
  [
    'Freja Lars Ingrid Mikkel Solveig Erik Astrid Jonas Sigrid Nils',
    'Lindqvist Nielsen Hansen Bergström Dahl Solberg Holm Ekström Vik Aalto',
  ],
  [
    'Zofia Jakub Milena Pavel Katarzyna Ondřej Oksana Taras Ivana Marek',
    'Kowalska Nowak Dvořák Horváth Shevchenko Wójcik Novotná Kovač Bondar Zieliński',
  ],
  [
    'Claire Théo Amélie Lukas Johanna Bastien Greta Moritz Élodie Felix',
    'Lefèvre Moreau Schneider Brandt Girard Vogel Roussel Keller Fontaine Albrecht',
  ],
  [
    'Aroha Liam Saoirse Owen Niamh Callum Isla Tane Bronwyn Ewan',
    'Walker Murphy Ngata Campbell Byrne Davies Parata Kerr Fletcher Rees',
  ],
  [
    'Linh Minh Siti Adi Dewi Thanh Putri Anong Bayu Malee',
    'Nguyen Tran Wijaya Santoso Pham Suwan Hartono Le Lestari Chaiyasit',
  ],
  [
    'Minjun Seoyeon Jiwoo Hana Doyun Sumin Taeyang Eunji Hyun Yerin',
    'Kim Park Choi Jung Kang Yoon Lim Han Shin Seo',
  ],
  [
    'Wanjiru Kofi Thandiwe Kwame Naledi Juma Makena Sipho Abena Baraka',
    'Mwangi Mensah Dlamini Otieno Nkosi Boateng Kamau Molefe Asante Wekesa',
  ],
].map(([given, family]) => ({
  given: given.split(' '),
  family: family.split(' '),
}));

const SPECIAL: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  đ: 'd',
};

/** Lower-case ASCII with hyphens, fit for entity names, logins and e-mail. */
export function slug(text: string): string {
  return text
    .toLocaleLowerCase('en-GB')
    .replace(/[øłßæđ]/g, letter => SPECIAL[letter])
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export interface PersonName {
  /** as people write it */
  display: string;
  /** unique: `given-family`, with a number from the second of that name on */
  slug: string;
}

/**
 * Hands out names in a fixed order that walks through all traditions, so
 * neighbours in a team rarely share one. Each slug is handed out once.
 */
export function nameSource(): () => PersonName {
  const taken = new Map<string, number>();
  let index = 0;
  return () => {
    const tradition = TRADITIONS[index % TRADITIONS.length];
    const round = Math.floor(index / TRADITIONS.length);
    const { given, family } = tradition;
    const lap = Math.floor(round / given.length);
    const first = given[round % given.length];
    const last = family[(round + lap) % family.length];
    index += 1;
    const display = `${first} ${last}`;
    const base = slug(display);
    const times = (taken.get(base) ?? 0) + 1;
    taken.set(base, times);
    return { display, slug: times === 1 ? base : `${base}-${times}` };
  };
}
