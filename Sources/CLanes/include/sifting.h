#ifndef TALENT_SIFTING_H
#define TALENT_SIFTING_H

#include "coding.h"

// All of these are inlined, so that how vectors are handed over does not matter.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

// Telling the brackets of values by their codes, 32 at a time; keeping those of some brackets and counting the others.

// MARK: Brackets

/// Up to seven brackets of codes, between lower and upper edges by turns.
struct lanes_brackets {
  struct lanes_coding coding;
  /// The last code below each edge, ascending; 32767 from the last edge on.
  short below[40];
  /// How many of 32 values are mostly inside, at most; from 0 to 32. No result hangs on it.
  int usual;
};

/// No brackets.
LANES_INLINE struct lanes_brackets lanes_make_brackets(double scale, double offset) {
  struct lanes_brackets brackets = {lanes_make_coding(scale, offset), {0}, 0};
  for (long edge = 0; edge < 40; edge++) brackets.below[edge] = 32767;
  return brackets;
}

/// Brackets with another edge `place`, one of fourteen: the least code on its upper side, from -32767 to 32768.
LANES_INLINE struct lanes_brackets lanes_with_edge(struct lanes_brackets brackets, int place, int edge) {
  brackets.below[place & 15] = (short)(edge - 1);
  return brackets;
}

/// Brackets in which so many of 32 values mostly are, at most.
LANES_INLINE struct lanes_brackets lanes_expecting(struct lanes_brackets brackets, int usual) {
  brackets.usual = usual < 0 ? 0 : usual > 32 ? 32 : usual;
  return brackets;
}

/// Edges where a loop over values finds them fastest.
struct lanes32_edges {
#if defined(__AVX512BW__)
  /// All from the first, second and fourth on, and the eighth.
  __m512i first, second, fourth, eighth;
#else
  const short *below;
#endif
};

LANES_INLINE struct lanes32_edges lanes32_loaded_edges(const struct lanes_brackets *brackets) {
#if defined(__AVX512BW__)
  struct lanes32_edges edges = {
      _mm512_loadu_si512(brackets->below), _mm512_loadu_si512(brackets->below + 1),
      _mm512_loadu_si512(brackets->below + 3), _mm512_set1_epi16(brackets->below[7])};
#else
  struct lanes32_edges edges = {brackets->below};
#endif
  return edges;
}

#if defined(__AVX512BW__)
/// Classes with `more` added where the edge that they pick is not above the code.
LANES_INLINE __m512i lanes32_halve(__m512i classes, __m512i codes, __m512i edges, short more) {
  __mmask32 above = _mm512_cmpgt_epi16_mask(codes, _mm512_permutexvar_epi16(classes, edges));
  // Spelled out, because compilers make two instructions of it.
  __asm__("vpaddw %2, %0, %0 %{%1%}" : "+v"(classes) : "Yk"(above), "v"(_mm512_set1_epi16(more)));
  return classes;
}
#endif

/// How many edges are not above each code: odd inside a bracket, twice the number of brackets below it elsewhere.
LANES_INLINE lanes32_words lanes32_classes(lanes32_codes codes, struct lanes32_edges edges) {
#if defined(__AVX512BW__)
  // A binary search: edge c + half - 1 stands at place c of the edges from half - 1 on.
  __m512i code = (__m512i)codes;
  __m512i classes = _mm512_maskz_set1_epi16(_mm512_cmpgt_epi16_mask(code, edges.eighth), 8);
  classes = lanes32_halve(classes, code, edges.fourth, 4);
  classes = lanes32_halve(classes, code, edges.second, 2);
  return (lanes32_words)lanes32_halve(classes, code, edges.first, 1);
#else
  lanes32_words classes = 0;
  for (int edge = 0; edge < 14; edge++) classes -= (lanes32_words)(codes > (lanes32_codes)edges.below[edge]);
  return classes;
#endif
}

// MARK: Counting gaps

/// Values below, between and above brackets: gap g lies below bracket g, or above them all.
///
/// Gaps 0 to 3 are counted in the first half, gaps 4 to 7 in the second: at first in half-bytes, two gaps in each byte,
/// then in bytes, the even gaps before the odd ones. `LANES_GAP_PAIR` says which two gaps a byte of half-bytes is for.
///
/// Handed over as six vectors, because whoever keeps it wants it to begin where they do; bytes first, which are seldom
/// touched.
struct lanes_gap_counts {
  unsigned char bytes[2][2][64];
  unsigned short halves[2][32];
};

/// Groups of values whose counts fit into half-bytes.
enum { lanes_most_groups = 15 };

#if defined(__AVX2__) && !defined(__AVX512BW__)
#define LANES_GAP_PAIR(byte) ((byte) / 32)
#else
#define LANES_GAP_PAIR(byte) ((byte) % 2)
#endif

/// Values in a gap, without those in half-bytes.
LANES_INLINE long lanes_gap_count(const void *counts, int gap) {
  const struct lanes_gap_counts *gaps = (const struct lanes_gap_counts *)counts;
  long sum = 0;
  for (int byte = 0; byte < 64; byte++)
    if (LANES_GAP_PAIR(byte) == gap / 2 % 2) sum += gaps->bytes[gap / 4][gap % 2][byte];
  return sum;
}

/// The half-bytes in registers.
struct lanes_gap_halves {
  lanes32_words lower, upper;
};

LANES_INLINE struct lanes_gap_halves lanes_loaded_halves(const struct lanes_gap_counts *gaps) {
  struct lanes_gap_halves halves = {
      *(const lanes32_words_anywhere *)gaps->halves[0], *(const lanes32_words_anywhere *)gaps->halves[1]};
  return halves;
}

LANES_INLINE void lanes_store_halves(struct lanes_gap_counts *gaps, struct lanes_gap_halves halves) {
  *(lanes32_words_anywhere *)gaps->halves[0] = halves.lower;
  *(lanes32_words_anywhere *)gaps->halves[1] = halves.upper;
}

/// Counts the classes that are gaps.
LANES_INLINE void lanes32_count(struct lanes_gap_halves *halves, lanes32_words classes) {
#if defined(__AVX512BW__)
  // By class: one in the half-byte of its gap.
  __m512i lower = _mm512_maskz_set1_epi16(1, 0x0001), upper = _mm512_maskz_set1_epi16(1 << 8, 0x0001);
  lower = _mm512_mask_set1_epi16(lower, 1 << 2, 0x0010), upper = _mm512_mask_set1_epi16(upper, 1 << 10, 0x0010);
  lower = _mm512_mask_set1_epi16(lower, 1 << 4, 0x0100), upper = _mm512_mask_set1_epi16(upper, 1 << 12, 0x0100);
  lower = _mm512_mask_set1_epi16(lower, 1 << 6, 0x1000), upper = _mm512_mask_set1_epi16(upper, 1 << 14, 0x1000);
  halves->lower += (lanes32_words)_mm512_permutexvar_epi16((__m512i)classes, lower);
  halves->upper += (lanes32_words)_mm512_permutexvar_epi16((__m512i)classes, upper);
#elif defined(__AVX2__)
  // The classes of both halves side by side in bytes, and by class: one in the half-byte of its gap.
  typedef unsigned short lanes16_halfwords __attribute__((ext_vector_type(16)));
  lanes16_halfwords first = __builtin_shufflevector(classes, classes, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  lanes16_halfwords last =
      __builtin_shufflevector(classes, classes, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
  __m256i bytes = (__m256i)(first | last << 8);
  const __m256i ones = _mm256_broadcastsi128_si256(_mm_set_epi64x(0, 0x0000000000100001));
  // Two gaps further on, four classes.
  lanes16_halfwords sums[4];
  for (int pair = 0; pair < 4; pair++) {
    __m256i shifted = pair == 0 ? ones : pair == 1 ? _mm256_slli_si256(ones, 4) : pair == 2 ? _mm256_slli_si256(ones, 8)
                                                                                : _mm256_slli_si256(ones, 12);
    sums[pair] = (lanes16_halfwords)_mm256_shuffle_epi8(shifted, bytes);
  }
  halves->lower += __builtin_shufflevector(sums[0], sums[1], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
      18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
  halves->upper += __builtin_shufflevector(sums[2], sums[3], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
      18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
#else
  for (int gap = 0; gap < 4; gap++) {
    const lanes32_words one = (unsigned short)(1 << 4 * gap);
    halves->lower += (lanes32_words)(classes == (lanes32_words)(unsigned short)(2 * gap)) & one;
    halves->upper += (lanes32_words)(classes == (lanes32_words)(unsigned short)(2 * gap + 8)) & one;
  }
#endif
}

/// Adds the half-bytes to the bytes; then there are none.
LANES_INLINE void lanes_spread(void *counts) {
  struct lanes_gap_counts *gaps = (struct lanes_gap_counts *)counts;
  const struct lanes_gap_halves halves = lanes_loaded_halves(gaps), none = {0, 0};
  const lanes32_words even = 0x0f0f;
  *(lanes32_words_anywhere *)gaps->bytes[0][0] += halves.lower & even;
  *(lanes32_words_anywhere *)gaps->bytes[0][1] += halves.lower >> 4 & even;
  *(lanes32_words_anywhere *)gaps->bytes[1][0] += halves.upper & even;
  *(lanes32_words_anywhere *)gaps->bytes[1][1] += halves.upper >> 4 & even;
  lanes_store_halves(gaps, none);
}

// MARK: Keeping

#if defined(__AVX2__) && !defined(__AVX512BW__)
/// For each set of four lanes, their halves side by side.
static const int lanes4_order[16][8] = {
    {0, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0, 0}, {2, 3, 0, 0, 0, 0, 0, 0}, {0, 1, 2, 3, 0, 0, 0, 0},
    {4, 5, 0, 0, 0, 0, 0, 0}, {0, 1, 4, 5, 0, 0, 0, 0}, {2, 3, 4, 5, 0, 0, 0, 0}, {0, 1, 2, 3, 4, 5, 0, 0},
    {6, 7, 0, 0, 0, 0, 0, 0}, {0, 1, 6, 7, 0, 0, 0, 0}, {2, 3, 6, 7, 0, 0, 0, 0}, {0, 1, 2, 3, 6, 7, 0, 0},
    {4, 5, 6, 7, 0, 0, 0, 0}, {0, 1, 4, 5, 6, 7, 0, 0}, {2, 3, 4, 5, 6, 7, 0, 0}, {0, 1, 2, 3, 4, 5, 6, 7}};

/// Writes those of four values side by side that are in a set, and returns how many they are.
LANES_INLINE int lanes4_keep(double *to, __m256d values, unsigned set) {
  __m256i order = _mm256_loadu_si256((const __m256i *)lanes4_order[set]);
  _mm256_storeu_pd(to, _mm256_castsi256_pd(_mm256_permutevar8x32_epi32(_mm256_castpd_si256(values), order)));
  return __builtin_popcount(set);
}
#endif

/// Writes those of eight values side by side that are in a set, and returns how many they are. Up to eight numbers beyond
/// them are overwritten.
LANES_INLINE int lanes8_keep(double *to, lanes8 values, unsigned set) {
#if defined(__AVX512BW__)
  // Into a register and from there to memory: the direct way is slow on some processors.
  _mm512_storeu_pd(to, _mm512_maskz_compress_pd((__mmask8)set, (__m512d)values));
  return __builtin_popcount(set);
#elif defined(__AVX2__)
  int count = lanes4_keep(to, __builtin_shufflevector(values, values, 0, 1, 2, 3), set & 15);
  return count + lanes4_keep(to + count, __builtin_shufflevector(values, values, 4, 5, 6, 7), set >> 4);
#else
  int count = 0;
  for (int lane = 0; lane < 8; lane++) {
    to[count] = values[lane];
    count += set >> lane & 1;
  }
  return count;
#endif
}

/// A bit for each place whose class is odd.
LANES_INLINE unsigned lanes32_inside(lanes32_words classes) {
#if defined(__AVX512BW__)
  return _mm512_test_epi16_mask((__m512i)classes, _mm512_set1_epi16(1));
#elif defined(__AVX2__)
  // The lowest bit of each class, moved to where signs are.
  typedef short lanes16_codes __attribute__((ext_vector_type(16)));
  lanes32_codes signs = (lanes32_codes)(classes << 15);
  lanes16_codes low = __builtin_shufflevector(signs, signs, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  lanes16_codes high =
      __builtin_shufflevector(signs, signs, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
  // Bytes in the order of places.
  __m256i bytes = _mm256_permute4x64_epi64(_mm256_packs_epi16((__m256i)low, (__m256i)high), 0xD8);
  return (unsigned)_mm256_movemask_epi8(bytes);
#else
  unsigned short places[32];
  *(lanes32_words_anywhere *)places = classes;
  unsigned inside = 0;
  for (int place = 0; place < 32; place++) inside |= (unsigned)(places[place] & 1) << place;
  return inside;
#endif
}

/// Of the bits for 32 places those of one of four vectors.
LANES_INLINE unsigned lanes32_set(unsigned inside, int vector) {
#if defined(__BMI2__)
  return _pext_u32(inside, 0x03030303u << 2 * vector);
#else
  unsigned pairs = inside >> 2 * vector & 0x03030303;
  return (pairs | pairs >> 6 | pairs >> 12 | pairs >> 18) & 255;
#endif
}

/// Writes those of 32 values side by side whose codes are in a set, its bits in the order of `lanes32_packed`, and returns how
/// many they are. Whole vectors are written: as many as hold these or `usual` numbers (at most 32), whichever is more, and with
/// other instructions up to eight numbers beyond the kept ones. `to` may be where the values are, or before. In which order
/// the values are written depends on the processor, and nothing on the order.
///
/// A count above `usual`, which AVX-512 VBMI2 alone looks at, costs a mispredicted branch, and with it the work on the next
/// groups.
LANES_INLINE int lanes32_keep(double *to, const double *values, unsigned inside, int usual) {
  // Read before anything is written.
  lanes8 first = *(const lanes8_anywhere *)values, second = *(const lanes8_anywhere *)(values + 8);
  lanes8 third = *(const lanes8_anywhere *)(values + 16), fourth = *(const lanes8_anywhere *)(values + 24);
#if defined(__AVX512VBMI2__)
  // The places in the order of codes first, because a vector that is written across two lines of the cache takes several
  // times as long: where few are kept, one vector for all 32 values.
  static const unsigned short places[32] = {0, 1, 8,  9,  16, 17, 24, 25, 2, 3, 10, 11, 18, 19, 26, 27,
                                            4, 5, 12, 13, 20, 21, 28, 29, 6, 7, 14, 15, 22, 23, 30, 31};
  const int count = __builtin_popcount(inside), enough = count > usual ? count : usual;
  __m512i kept = _mm512_maskz_compress_epi16(inside, _mm512_loadu_si512(places));
  for (int written = 0;; kept = _mm512_alignr_epi64(kept, kept, 2)) {
    __m512i place = _mm512_cvtepu16_epi64(_mm512_castsi512_si128(kept));
    __m512d early = _mm512_permutex2var_pd((__m512d)first, place, (__m512d)second);
    __m512d late = _mm512_permutex2var_pd((__m512d)third, place, (__m512d)fourth);
    __mmask8 is_late = _mm512_test_epi64_mask(place, _mm512_set1_epi64(16));
    _mm512_storeu_pd(to + written, _mm512_mask_blend_pd(is_late, early, late));
    written += 8;
    if (__builtin_expect(written >= enough, 1)) return count;
  }
#else
  int count = lanes8_keep(to, first, lanes32_set(inside, 0));
  count += lanes8_keep(to + count, second, lanes32_set(inside, 1));
  count += lanes8_keep(to + count, third, lanes32_set(inside, 2));
  return count + lanes8_keep(to + count, fourth, lanes32_set(inside, 3));
#endif
}

/// Keeps 32 values with these codes that are inside brackets, counts the others, and returns how many were kept.
LANES_INLINE int lanes32_sift(
    const double *values, lanes32_codes codes, struct lanes32_edges edges, int usual, struct lanes_gap_halves *halves,
    double *to) {
  lanes32_words classes = lanes32_classes(codes, edges);
  lanes32_count(halves, classes);
  unsigned inside = lanes32_inside(classes);
  return lanes32_keep(to, values, inside, usual);
}

/// Writes the values inside brackets one after the other to `to`, counts the others, and returns how many were written;
/// adds all, less a shift, and their squares to sums of eight lanes. If a sum of squares is not at most `most`, as where
/// some value is not a number, returns -1 and nothing is counted or added.
///
/// There are 32 values in each group, `groups` of them from `values` on and then `more` from `rest` on, and room for all of
/// them and eight more at `to`. A half-byte of `counts` grows by at most one for every group. Values whose squared distance
/// from the shift is at most `most` have codes of 32 bits.
LANES_INLINE long lanes_sift_and_sum(
    const double *values, long groups, const double *rest, long more, const struct lanes_brackets *brackets, double shift,
    double most, void *sums, void *sums_of_squares, void *counts, double *to) {
  struct lanes_gap_counts *gaps = (struct lanes_gap_counts *)counts;
  lanes8 sum = *(lanes8_anywhere *)sums, squares = *(lanes8_anywhere *)sums_of_squares;
  struct lanes_gap_halves halves = lanes_loaded_halves(gaps);
  const struct lanes_coding coding = brackets->coding;
  const struct lanes32_edges edges = lanes32_loaded_edges(brackets);
  const int usual = brackets->usual;
  double *next = to;
  for (long group = 0; group < groups + more; group++) {
    const double *from = group < groups ? values + 32 * group : rest + 32 * (group - groups);
    lanes8 codes[4];
    for (int vector = 0; vector < 4; vector++) {
      lanes8 value = *(const lanes8_anywhere *)(from + 8 * vector), distance = value - shift;
      codes[vector] = lanes8_coded(value, coding);
      sum += distance;
      squares = lanes8_fused(distance, distance, squares);
    }
    next += lanes32_sift(from, lanes32_held(codes[0], codes[1], codes[2], codes[3]), edges, usual, &halves, next);
  }
  if (__builtin_expect(!lanes8_all_within(squares, most), 0)) return -1;
  *(lanes8_anywhere *)sums = sum, *(lanes8_anywhere *)sums_of_squares = squares;
  lanes_store_halves(gaps, halves);
  return next - to;
}

/// Writes the values inside brackets one after the other to `to`, which may be where they are, counts the others, and
/// returns how many were written: for 32 numbers in each of `groups`.
LANES_INLINE long lanes_sift(
    const double *values, long groups, const struct lanes_brackets *brackets, void *counts, double *to) {
  struct lanes_gap_counts *gaps = (struct lanes_gap_counts *)counts;
  struct lanes_gap_halves halves = lanes_loaded_halves(gaps);
  const struct lanes32_edges edges = lanes32_loaded_edges(brackets);
  const int usual = brackets->usual;
  double *next = to;
  for (long group = 0; group < groups; group++) {
    const double *from = values + 32 * group;
    next += lanes32_sift(from, lanes32_coded(from, brackets->coding), edges, usual, &halves, next);
  }
  lanes_store_halves(gaps, halves);
  return next - to;
}

/// The class of a number.
LANES_INLINE int lanes_class(double value, const struct lanes_brackets *brackets) {
  int code = lanes_code(value, brackets->coding), class = 0;
  for (int edge = 0; edge < 14; edge++) class += code > brackets->below[edge];
  return class;
}

/// Asks for memory that will be written soon.
LANES_INLINE void lanes_prefetch(const void *start, long bytes) {
  for (long at = 0; at < bytes; at += 64) __builtin_prefetch((const char *)start + at, 1);
}

// MARK: Cells

/// Cells of 2^shift codes inside brackets: code c of class k lies in cell (c >> shift) + first[k], which is at most `last`.
struct lanes_cells {
  int shift;
  unsigned short last;
  short first[32];
};

/// `count` cells, of no bracket yet.
LANES_INLINE struct lanes_cells lanes_make_cells(int shift, int count) {
  struct lanes_cells cells = {shift, (unsigned short)(count > 0 ? count - 1 : 0), {0}};
  return cells;
}

/// Cells given the first one of another bracket, one of seven, less (the bracket's first code >> shift).
LANES_INLINE struct lanes_cells lanes_with_start(struct lanes_cells cells, int bracket, int start) {
  cells.first[2 * (bracket & 7) + 1] = (short)start;
  return cells;
}

/// The cells of 32 numbers inside brackets.
LANES_INLINE void lanes32_cells(
    const double *values, const struct lanes_brackets *brackets, struct lanes32_edges edges,
    const struct lanes_cells *cells, unsigned short places[32]) {
  lanes32_codes codes = lanes32_coded(values, brackets->coding);
  lanes32_words classes = lanes32_classes(codes, edges);
#if defined(__AVX512BW__)
  __m512i first = _mm512_permutexvar_epi16((__m512i)classes, _mm512_loadu_si512(cells->first));
  __m512i moved = _mm512_sra_epi16((__m512i)codes, _mm_cvtsi32_si128(cells->shift));
  __m512i place = _mm512_min_epu16(_mm512_add_epi16(moved, first), _mm512_set1_epi16((short)cells->last));
  _mm512_storeu_si512(places, place);
#else
  short moved[32];
  unsigned short class[32];
  *(lanes32_words_anywhere *)moved = (lanes32_words)(codes >> (short)cells->shift);
  *(lanes32_words_anywhere *)class = classes;
  for (int place = 0; place < 32; place++) {
    unsigned short cell = (unsigned short)(moved[place] + cells->first[class[place]]);
    places[place] = cell < cells->last ? cell : cells->last;
  }
#endif
}

/// Counts numbers inside brackets by their cells; 32 in each of `groups`.
///
/// The cells of many are found before they are counted: read right after they were written side by side, each would wait,
/// twice the time.
LANES_INLINE void lanes_count_cells(
    const double *values, long groups, const struct lanes_brackets *brackets, const struct lanes_cells *cells,
    unsigned *counts) {
  enum { most = 32 };
  const struct lanes32_edges edges = lanes32_loaded_edges(brackets);
  unsigned short places[32 * most];
  for (long first = 0; first < groups; first += most) {
    long some = groups - first < most ? groups - first : most;
    for (long group = 0; group < some; group++) {
      const double *from = values + 32 * (first + group);
      // Kept values lie far away, and no processor looks ahead beyond a page by itself. Nothing happens where the address
      // lies beyond the last value.
      for (long line = 0; line < 4; line++) __builtin_prefetch((const char *)from + 4096 + 64 * line, 0);
      lanes32_cells(from, brackets, edges, cells, places + 32 * group);
    }
    for (long place = 0; place < 32 * some; place += 4) {
      counts[places[place]]++, counts[places[place + 1]]++;
      counts[places[place + 2]]++, counts[places[place + 3]]++;
    }
  }
}

/// The cell of a number inside a bracket.
LANES_INLINE int lanes_cell(double value, const struct lanes_brackets *brackets, const struct lanes_cells *cells) {
  int code = lanes_code(value, brackets->coding);
  unsigned short cell = (unsigned short)((code >> cells->shift) + cells->first[lanes_class(value, brackets)]);
  return cell < cells->last ? cell : cells->last;
}

#pragma clang diagnostic pop

#endif
