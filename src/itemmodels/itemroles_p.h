// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/itemrole.h>

#include <QtCore/QHash>

#include <optional>
#include <vector>

namespace Racer {

// The roles of a model's items: declared, or discovered in the items themselves. A name keeps the number that it got
// first, whatever is declared or shown later.
class ItemRoles
{
public:
    // Members of these names are no roles: they have another meaning in every item model, or in every view.
    [[nodiscard]] static bool isReserved(QStringView name);

    // What views show, or edit, of a value.
    [[nodiscard]] static QVariant textOf(const Value &value, QMetaType type, int role);

    [[nodiscard]] bool isDeclared() const noexcept { return m_declared; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_used.empty(); }
    [[nodiscard]] QList<ItemRole> roles() const;
    [[nodiscard]] int find(const QString &name) const; // -1 if there is none, and for a name that is not used now
    [[nodiscard]] QHash<int, QByteArray> names() const; // with those that every item has

    // From now on these, in this order. None: those that discover() finds.
    void declare(const QList<ItemRole> &roles);
    // Makes members of an object roles, unless roles are declared. True if there are new ones.
    bool discover(const Value &item);

    // Whether Qt::EditRole is something that editors edit: no list and no object.
    [[nodiscard]] bool hasText(const Value &item) const;
    // Of Qt::DisplayRole, Qt::EditRole, "modelData" and the own roles; anything else is invalid.
    [[nodiscard]] QVariant data(const Value &item, int role) const;
    // Where in the item that role is, and of what type; nothing if it is none of those.
    [[nodiscard]] std::optional<ItemRole> place(const Value &item, int role) const;
    // Appends those roles whose value differs.
    void compare(const Value &before, const Value &after, QList<int> &changed) const;

private:
    struct Slot
    {
        ItemRole role;
        bool used = false;
    };

    void use(ItemRole role);
    [[nodiscard]] const ItemRole *find(int role) const;
    [[nodiscard]] const ItemRole *shown(const Value &item) const; // by Qt::DisplayRole; nullptr: the item itself

    std::vector<Slot> m_slots; // role RowModel::FirstMemberRole + i
    std::vector<int> m_used;   // indexes of slots, in the order of the roles
    QHash<Key, int> m_numbers; // and their names
    bool m_declared = false;
};

} // namespace Racer
