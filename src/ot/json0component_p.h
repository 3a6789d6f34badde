// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/ottype.h>

#include <QtCore/QVarLengthArray>

namespace Racer::Json0 {

enum Field : quint8 { Na, Li, Ld, Lm, Oi, Od, Si, Sd, T, O, FieldCount };

struct Keys
{
    Key p{u"p"};
    Key fields[FieldCount] = {u"na", u"li", u"ld", u"lm", u"oi", u"od", u"si", u"sd", u"t", u"o"};
};
[[nodiscard]] const Keys &keys();

// A json0 component that somebody else keeps: pointers into its JSON, so that no key is looked up twice.
class ComponentView
{
public:
    // Throws "Missing path" for anything that is not an object with an array "p".
    explicit ComponentView(const Value &value) { read(value); }

    [[nodiscard]] bool has(Field field) const noexcept { return m_fields & (1u << field); }
    [[nodiscard]] const Value &operator[](Field field) const noexcept
    { return has(field) ? *m_at[field] : detail::undefinedValue; }

    // A string edit in the old form: si or sd.
    [[nodiscard]] bool isText() const noexcept { return m_isText; }
    [[nodiscard]] bool isPureInsert() const noexcept { return has(Li) && !has(Ld); }

    [[nodiscard]] const Value &path() const noexcept { return *m_path; }
    [[nodiscard]] qsizetype pathSize() const noexcept { return m_pathSize; }
    // Undefined outside of the path, as in JavaScript.
    [[nodiscard]] const Value &segment(qsizetype i) const noexcept { return m_path->at(i); }
    // How deep it acts: one level below its path where it changes a value in place.
    [[nodiscard]] int depth() const noexcept { return m_depth; }

protected:
    ComponentView() noexcept = default;
    void read(const Value &value);

private:
    const Value *m_path = nullptr;
    const Value *m_at[FieldCount] = {}; // valid where m_fields says so
    quint32 m_fields = 0;
    int m_pathSize = 0;
    int m_depth = 0;
    bool m_isText = false;
};

// A component with its JSON, to be changed and kept.
class Component : public ComponentView
{
public:
    Component() noexcept = default;
    explicit Component(Value value) : m_value(std::move(value)) { read(m_value); }
    Component(const ComponentView &view, const Value &viewed) : ComponentView(view), m_value(viewed) { }

    [[nodiscard]] const Value &value() const noexcept { return m_value; }
    [[nodiscard]] Value takeValue() noexcept { return std::move(m_value); }

    void set(Field field, Value value);
    void remove(Field field);
    // Ignored at -1, which is the document itself.
    void setSegment(qsizetype i, Value segment);
    // Both ends of a move at once.
    void setMove(qsizetype i, Value from, Value to);
    // What a string edit loses on its way through the subtype form.
    void dropSubtype();
    // What a copy by way of JSON makes of numbers that are not finite, and of a missing segment.
    void sanitize()
    {
        if (has(Na))
            sanitizeSum();
        if (pathSize() == 1 && segment(0).isUndefined())
            setSegment(0, nullptr);
    }

private:
    void putSegment(qsizetype i, Value segment);
    void sanitizeSum();

    Value m_value;
};

} // namespace Racer::Json0

Q_DECLARE_TYPEINFO(Racer::Json0::Component, Q_RELOCATABLE_TYPE);

namespace Racer::Json0 {

using List = QVarLengthArray<Component, 2>;

// Where two components meet; see Component::depth().
struct Meeting
{
    static constexpr int Apart = -2;
    static constexpr int Document = -1;

    int otherOnMine; // the segment of mine that the other acts on, Document or Apart
    int mineOnOther; // the reverse

    [[nodiscard]] bool isApart() const noexcept { return otherOnMine == Apart && mineOnOther == Apart; }
};
[[nodiscard]] Meeting meet(const ComponentView &mine, const ComponentView &other) noexcept;

[[nodiscard]] List toList(const Value &op);
[[nodiscard]] Value toValue(List &&list);
// The op's components: those of an array, or of an object that JavaScript takes for one.
[[nodiscard]] Value componentsOf(const Value &op);

// The subtype a component names, or nullptr.
[[nodiscard]] const OtType *subtypeOf(const Value &name);

void append(List &dest, Component &&c);
// Changes c to what it is after "other". True if it is still to be appended to "dest"; false if nothing of it is left,
// or all of it is in "dest" already.
[[nodiscard]] bool transformInPlace(List &dest, Component &c, const ComponentView &other, Meeting meeting,
    OtType::Side side);
// Applies with the first "skipped" path segments cut off.
void apply(Value &snapshot, const ComponentView &c, qsizetype skipped = 0);
// Throws if the document is deeper than MaxDepth.
void checkDepth(const Value &document);

} // namespace Racer::Json0
