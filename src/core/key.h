// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racercoreexport.h>

#include <QtCore/QHashFunctions>
#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <atomic>
#include <compare>
#include <cstring>
#include <type_traits>
#include <utility>

QT_BEGIN_NAMESPACE
class QDebug;
QT_END_NAMESPACE

namespace Racer {

class Key;

namespace detail {

struct Access;

// What is plainly UTF-16 text, and can be compared and looked up without making a key of it.
template<typename T>
concept Utf16Text = std::is_convertible_v<const T &, QStringView>;

// Four units as one word, wherever they stand.
inline quint64 unitsWord(const char16_t *units) noexcept
{
    quint64 word;
    std::memcpy(&word, units, sizeof(word));
    return word;
}

// Whether two runs of one length are the same. Runs here are short: a call of memcmp costs more than the comparison.
inline bool sameUnits(const char16_t *a, const char16_t *b, qsizetype size) noexcept
{
    if (a == b)
        return true;
    if (size < 4) {
        for (qsizetype i = 0; i < size; ++i) {
            if (a[i] != b[i])
                return false;
        }
        return true;
    }
    for (qsizetype i = 0; i < size - 4; i += 4) {
        if (unitsWord(a + i) != unitsWord(b + i))
            return false;
    }
    return unitsWord(a + size - 4) == unitsWord(b + size - 4); // overlaps where the size is no multiple of four
}

// A run of UTF-16 units, shared by object keys and string values: one allocation. Changed only by a string value
// that holds the one reference.
struct StringData
{
    std::atomic<quint32> ref;
    quint32 size;
    std::atomic<quint32> hash; // 0 until first asked for
    quint32 capacity;

    char16_t *units() noexcept { return reinterpret_cast<char16_t *>(this + 1); }
    const char16_t *units() const noexcept { return reinterpret_cast<const char16_t *>(this + 1); }

    RACER_CORE_EXPORT static StringData *create(qsizetype size, qsizetype capacity = 0); // ref 1, units not set
    RACER_CORE_EXPORT static StringData *create(QStringView text);
    RACER_CORE_EXPORT static void destroy(StringData *data) noexcept;
    RACER_CORE_EXPORT static quint32 computeHash(QStringView text) noexcept; // never 0

    QStringView view() const noexcept { return QStringView(units(), qsizetype(size)); }
    quint32 hashed() const noexcept
    {
        quint32 h = hash.load(std::memory_order_relaxed);
        if (h == 0) {
            h = computeHash(view());
            const_cast<StringData *>(this)->hash.store(h, std::memory_order_relaxed);
        }
        return h;
    }
    void retain() noexcept { ref.fetch_add(1, std::memory_order_relaxed); }
    void release() noexcept
    {
        // The last owner needs no locked instruction: nobody else can take a reference any more.
        if (ref.load(std::memory_order_acquire) == 1 || ref.fetch_sub(1, std::memory_order_acq_rel) == 1)
            destroy(this);
    }
};

} // namespace detail

class RACER_CORE_EXPORT Key
{
    Q_GADGET
public:
    Key() noexcept = default;
    Key(QStringView text) : d(text.isEmpty() ? nullptr : detail::StringData::create(text)) { }
    Key(const QString &text) : Key(QStringView(text)) { }
    Key(const char16_t *text) : Key(QStringView(text)) { }
    explicit Key(QLatin1StringView text);
    Key(const char *) = delete;
    Key(const Key &other) noexcept : d(other.d) { if (d) d->retain(); }
    Key(Key &&other) noexcept : d(std::exchange(other.d, nullptr)) { }
    Key &operator=(Key other) noexcept { std::swap(d, other.d); return *this; }
    ~Key() { if (d) d->release(); }

    [[nodiscard]] bool isEmpty() const noexcept { return !d; }
    [[nodiscard]] qsizetype size() const noexcept { return d ? qsizetype(d->size) : 0; }
    [[nodiscard]] QStringView view() const noexcept { return d ? d->view() : QStringView(u""); }
    [[nodiscard]] QString toString() const { return view().toString(); }
    [[nodiscard]] quint32 hash() const noexcept { return d ? d->hashed() : 1; }
    // True for decimal digits only ("0", "12", "01"): Racer's idea of an array index.
    [[nodiscard]] bool isIndex() const noexcept;
    // The index, or -1 if isIndex() is false or the number is past 2^31 - 1.
    [[nodiscard]] qsizetype toIndex() const noexcept;
    [[nodiscard]] static Key fromIndex(qsizetype index);

    friend bool operator==(const Key &a, const Key &b) noexcept
    {
        return a.d == b.d
            || (a.hash() == b.hash() && a.size() == b.size()
                && detail::sameUnits(a.view().utf16(), b.view().utf16(), a.size()));
    }
    friend std::strong_ordering operator<=>(const Key &a, const Key &b) noexcept
    {
        return a.view().compare(b.view()) <=> 0; // by UTF-16 unit, as JavaScript compares strings
    }
    template<detail::Utf16Text Text>
    friend bool operator==(const Key &a, const Text &b) noexcept { return a.view() == QStringView(b); }
    friend size_t qHash(const Key &key, size_t seed = 0) noexcept { return key.hash() ^ seed; }

private:
    friend class Value;
    friend struct detail::Access;
    explicit Key(detail::StringData *data) noexcept : d(data) { } // takes over one reference
    detail::StringData *d = nullptr; // nullptr is the empty string
};

RACER_CORE_EXPORT QDebug operator<<(QDebug debug, const Key &key);

} // namespace Racer

template<>
struct std::hash<Racer::Key>
{
    size_t operator()(const Racer::Key &key) const noexcept { return key.hash(); }
};

Q_DECLARE_METATYPE(Racer::Key)
Q_DECLARE_TYPEINFO(Racer::Key, Q_RELOCATABLE_TYPE);
