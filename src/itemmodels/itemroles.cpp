// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "itemroles_p.h"

#include "rowmodel.h"

#include <algorithm>
#include <array>

namespace Racer {

namespace {

constexpr std::array<std::pair<int, const char *>, 9> CommonRoles{{
    {Qt::DisplayRole, "display"},
    {Qt::EditRole, "edit"},
    {RowModel::ModelDataRole, "modelData"},
    {RowModel::KeyRole, "key"},
    {RowModel::ExistsRole, "exists"},
    {RowModel::PendingRole, "pending"},
    {RowModel::FailedRole, "failed"},
    {RowModel::ReasonRole, "reason"},
    {RowModel::SectionRole, "section"},
}};

} // namespace

QVariant ItemRoles::textOf(const Value &value, QMetaType type, int role)
{
    // Views have no text for a list or a map of their own.
    return role == Qt::DisplayRole && value.isContainer() && !type.isValid() ? QVariant(value.toDisplayString())
                                                                             : toVariant(value, type);
}

bool ItemRoles::isReserved(QStringView name)
{
    return name == u"index" || std::any_of(CommonRoles.begin(), CommonRoles.end(), [name](const auto &common) {
        return name == QLatin1StringView(common.second);
    });
}

QList<ItemRole> ItemRoles::roles() const
{
    QList<ItemRole> roles;
    roles.reserve(qsizetype(m_used.size()));
    for (const int slot : m_used)
        roles.append(m_slots[slot].role);
    return roles;
}

int ItemRoles::find(const QString &name) const
{
    const auto number = m_numbers.constFind(Key(name));
    return number != m_numbers.constEnd() && m_slots[*number].used ? RowModel::FirstMemberRole + *number : -1;
}

QHash<int, QByteArray> ItemRoles::names() const
{
    QHash<int, QByteArray> names;
    names.reserve(qsizetype(CommonRoles.size() + m_used.size()));
    for (const auto &[role, name] : CommonRoles)
        names.insert(role, QByteArray(name));
    for (const int slot : m_used)
        names.insert(RowModel::FirstMemberRole + slot, m_slots[slot].role.name.toUtf8());
    return names;
}

void ItemRoles::declare(const QList<ItemRole> &roles)
{
    m_declared = !roles.isEmpty();
    for (const int slot : m_used)
        m_slots[slot].used = false;
    m_used.clear();
    for (const ItemRole &role : roles) {
        if (isReserved(role.name))
            qWarning("Racer: \"%ls\" is a role of every item, and cannot be declared", qUtf16Printable(role.name));
        else
            use(role);
    }
}

bool ItemRoles::discover(const Value &item)
{
    if (m_declared || !item.isObject())
        return false;
    bool added = false;
    for (const auto &[key, member] : item.members()) {
        const auto number = m_numbers.constFind(key);
        if ((number != m_numbers.constEnd() && m_slots[*number].used) || isReserved(key.view()))
            continue;
        use({.name = key.toString(), .path = Path({key})});
        added = true;
    }
    return added;
}

void ItemRoles::use(ItemRole role)
{
    const Key name(role.name);
    const auto known = m_numbers.constFind(name);
    const int number = known != m_numbers.constEnd() ? *known : int(m_slots.size());
    if (known == m_numbers.constEnd()) {
        m_numbers.insert(name, number);
        m_slots.emplace_back();
    }
    if (!m_slots[number].used) // of two that are declared under one name the last counts, in the first one's place
        m_used.push_back(number);
    m_slots[number] = {std::move(role), true};
}

const ItemRole *ItemRoles::find(int role) const
{
    const int slot = role - RowModel::FirstMemberRole;
    return slot >= 0 && size_t(slot) < m_slots.size() && m_slots[slot].used ? &m_slots[slot].role : nullptr;
}

const ItemRole *ItemRoles::shown(const Value &item) const
{
    return item.isObject() && !m_used.empty() ? &m_slots[m_used.front()].role : nullptr;
}

bool ItemRoles::hasText(const Value &item) const
{
    const ItemRole *found = shown(item);
    return found ? found->type.isValid() || !lookup(item, found->path).isContainer() : !item.isContainer();
}

QVariant ItemRoles::data(const Value &item, int role) const
{
    if (role == RowModel::ModelDataRole)
        return item.toVariant();
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        const ItemRole *found = find(role);
        return found ? toVariant(lookup(item, found->path), found->type) : QVariant();
    }
    const ItemRole *found = shown(item);
    if (!found)
        return item.isObject() ? QVariant() : textOf(item, {}, role);
    return textOf(lookup(item, found->path), found->type, role);
}

std::optional<ItemRole> ItemRoles::place(const Value &item, int role) const
{
    const bool isText = role == Qt::DisplayRole || role == Qt::EditRole;
    if (const ItemRole *found = isText ? shown(item) : find(role))
        return *found;
    if (role == RowModel::ModelDataRole || (isText && !item.isObject()))
        return ItemRole{QString(), Path(), QMetaType()};
    return std::nullopt;
}

void ItemRoles::compare(const Value &before, const Value &after, QList<int> &changed) const
{
    if (before == after)
        return;
    changed.append(RowModel::ModelDataRole);
    const auto differs = [&](const ItemRole &role) {
        return !(lookup(before, role.path) == lookup(after, role.path));
    };
    const ItemRole *first = before.isObject() ? shown(after) : nullptr;
    if (!before.isObject() || !after.isObject() || (first && differs(*first)))
        changed << Qt::DisplayRole << Qt::EditRole;
    for (const int slot : m_used) {
        if (differs(m_slots[slot].role))
            changed.append(RowModel::FirstMemberRole + slot);
    }
}

} // namespace Racer
