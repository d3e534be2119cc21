// English names of countries by their three-letter code: ISO 3166's, and PISA's own.
const TWO_LETTERS = `ABWAW AFGAF AGOAO ALBAL ANDAD AREAE ARGAR ARMAM ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE
BENBJ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BWABW CAFCF
CANCA CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COLCO COMKM CPVCV CRICR CUBCU CUWCW CYPCY CZECZ DEUDE
DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESPES ESTEE ETHET FINFI FJIFJ FRAFR FROFO FSMFM GABGA
GBRGB GEOGE GHAGH GINGN GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUYGY HKGHK HNDHN HRVHR HTIHT HUNHU
IDNID INDIN IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN
KORKR KSVXK KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MARMA MCOMC
MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MOZMZ MRTMR MUSMU MWIMW MYSMY NAMNA
NERNE NGANG NICNI NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PERPE PHLPH PLWPW PNGPG POLPL PRIPR
PRKKP PRTPT PRYPY PSEPS QATQA ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SLBSB SLESL SLVSV SMRSM SOMSO
SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SYCSC SYRSY TCDTD TGOTG THATH TJKTJ TKMTM TLSTL TONTO
TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA URYUY USAUS UZBUZ VATVA VCTVC VENVE VNMVN VUTVU WSMWS
YEMYE ZAFZA ZMBZM ZWEZW`;

const PISA = new Map([
  ["QAZ", "Baku (Azerbaijan)"],
  ["QCI", "Beijing, Shanghai, Jiangsu, Zhejiang (China)"],
  ["QMR", "Moscow Region (Russia)"],
  ["QRT", "Tatarstan (Russia)"],
  ["TAP", "Chinese Taipei"],
]);

const twoLetters = new Map(TWO_LETTERS.split(/\s+/).map((c) => [c.slice(0, 3), c.slice(3)]));
const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

/** The country's name, or the code itself where it is none that we know. */
export function countryName(code) {
  const own = PISA.get(code);
  if (own !== undefined) return own;
  const two = twoLetters.get(code);
  return two === undefined ? code : names.of(two);
}

/** "United Kingdom (GBR)", or only the code where no name is known. */
export function countryLabel(code) {
  const name = countryName(code);
  return name === code ? code : `${name} (${code})`;
}

const hues = new Map();

/**
 * A hue in degrees that a country keeps on every card. The golden angle keeps any number of them
 * apart, in the order in which they were first asked for.
 */
export function hue(code) {
  if (!hues.has(code)) hues.set(code, (hues.size * 137.508 + 250) % 360);
  return hues.get(code);
}
