// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <vector>

namespace Racer {

// How rows have turned into other rows: runs of rows that were there and of rows that are new, in their new order.
// Changes are noted one by one; what they come to is known at the end.
class RowBlocks
{
public:
    struct Block
    {
        qsizetype before; // where its first row was; -1 for new rows
        qsizetype count;
        bool stays = true; // settle(): nothing has to move it

        [[nodiscard]] bool isNew() const noexcept { return before < 0; }
    };
    struct Range
    {
        qsizetype first;
        qsizetype count;
    };

    explicit RowBlocks(qsizetype count);
    // For each row now, where it was before; -1 for a new one.
    RowBlocks(qsizetype count, const std::vector<qsizetype> &rows);

    [[nodiscard]] qsizetype size() const noexcept { return m_size; }
    [[nodiscard]] const std::vector<Block> &blocks() const noexcept { return m_blocks; }

    void insert(qsizetype index, qsizetype count);
    void remove(qsizetype index, qsizetype count);
    void move(qsizetype from, qsizetype to, qsizetype count); // "to" counted after the removal

    [[nodiscard]] qsizetype before(qsizetype row) const; // -1 for a new row
    [[nodiscard]] qsizetype after(qsizetype row) const;  // -1 if it is gone
    [[nodiscard]] std::vector<Range> gone() const;       // of the rows before, in their order
    // Joins what belongs together, and picks the fewest rows that have to move. Returns the number of moved blocks.
    qsizetype settle();

private:
    size_t split(qsizetype index); // the block that begins there, after making it so

    std::vector<Block> m_blocks;
    qsizetype m_before;
    qsizetype m_size;
};

} // namespace Racer
