// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/itemrole.h>
#include <Racer/modelquery.h>
#include <Racer/rootmodel.h>
#include <Racer/sortkey.h>

#include <QtCore/QAbstractItemModel>

namespace Racer {

class RowModelPrivate;

// What lists and tables share: items of a model as rows.
class RACER_CLIENT_EXPORT RowModel : public QAbstractItemModel
{
    Q_OBJECT
    Q_PROPERTY(QString path READ path NOTIFY sourceChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int sourceCount READ sourceCount NOTIFY sourceCountChanged)
    Q_PROPERTY(int skip READ skip WRITE setSkip NOTIFY skipChanged)
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY limitChanged)
    Q_PROPERTY(QString groupBy READ groupBy WRITE setGroupBy NOTIFY groupByChanged)
    Q_PROPERTY(bool editable READ isEditable WRITE setEditable NOTIFY editableChanged)
    Q_PROPERTY(bool reorderable READ isReorderable WRITE setReorderable NOTIFY reorderableChanged)
    Q_PROPERTY(int updateInterval READ updateInterval WRITE setUpdateInterval NOTIFY updateIntervalChanged)
public:
    // Their numbers never change. Views and delegates supply the index themselves, so IndexRole has no name.
    enum Role {
        ModelDataRole = Qt::UserRole, // "modelData": the whole item
        KeyRole,                      // "key": the member's name, the document's id, or the item's "id"
        IndexRole,                    // the row
        ExistsRole,                   // "exists": false for a placeholder, and for a document that is not there
        PendingRole,                  // "pending": a write here is not acknowledged yet
        FailedRole,                   // "failed": a write here was refused
        ReasonRole,                   // "reason": why; a text
        SectionRole,                  // "section": the group that groupBy puts the item into; a text
        FirstMemberRole = Qt::UserRole + 32, // the declared or discovered roles follow
    };
    Q_ENUM(Role)

    ~RowModel() override;

    // What is shown
    [[nodiscard]] Model source() const;
    void setSource(const Model &model); // an array, an object, a collection, a ref, a refList, a filter's output
    [[nodiscard]] std::shared_ptr<ModelQuery> query() const;
    void setQuery(const Model &model, const std::shared_ptr<ModelQuery> &query);
    // Documents of a collection by the list of their ids at the path of a model; null stands for one not known yet.
    void setIds(const Model &ids, const Key &collection);
    void clearSource();
    [[nodiscard]] QString path() const;

    // In what shape
    [[nodiscard]] FilterFunction filter() const;
    void setFilter(const FilterFunction &filter, const QList<Path> &inputs = {});
    [[nodiscard]] QList<SortKey> sortKeys() const;
    void setSortKeys(const QList<SortKey> &keys);
    void setSortFunction(const SortFunction &function); // instead of keys
    [[nodiscard]] int skip() const;
    void setSkip(int skip);
    [[nodiscard]] int limit() const; // 0: no limit
    void setLimit(int limit);
    [[nodiscard]] QString groupBy() const; // a path within the item; items of a group are together, groups in order
    void setGroupBy(const QString &path);
    void setGroupFunction(std::function<QString(const Value &item)> group); // instead of a path
    void invalidateFilter(); // asks the functions about every item again: for what they look at beside items and inputs
    [[nodiscard]] int count() const;
    [[nodiscard]] int sourceCount() const; // before the filter and the window

    // Roles
    [[nodiscard]] QList<ItemRole> itemRoles() const; // declared or discovered
    void setItemRoles(const QList<ItemRole> &roles);
    [[nodiscard]] int roleFor(const QString &name) const; // -1 if there is none

    // Rows
    [[nodiscard]] Value valueAt(int row) const;
    [[nodiscard]] Model modelAt(int row) const;
    Q_INVOKABLE QVariant get(int row) const;
    Q_INVOKABLE QString keyAt(int row) const;
    Q_INVOKABLE QString pathAt(int row) const;
    Q_INVOKABLE int indexOf(const QString &key) const;

    // Writing, straight to the model; rows are those shown. What cannot be done reaches RootModel::error.
    Mutation set(int row, const Value &value);
    Mutation set(int row, PathArg member, const Value &value);
    Mutation append(const Value &item);
    Mutation insert(int row, const Value &item);
    Mutation remove(int row, int count = 1);
    Mutation move(int from, int to, int count = 1); // "to" counted after the removal, as Model::move()
    [[nodiscard]] bool isEditable() const;
    void setEditable(bool editable);
    [[nodiscard]] bool isReorderable() const; // by drag and drop
    void setReorderable(bool reorderable);

    // Changes made here are told at once; those of others together, at most every so many milliseconds (16).
    [[nodiscard]] int updateInterval() const;
    void setUpdateInterval(int milliseconds);
    void flush(); // tells now what waits

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] QModelIndex sibling(int row, int column, const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;
    bool moveRows(const QModelIndex &sourceParent, int sourceRow, int count, const QModelIndex &destinationParent,
                  int destinationChild) override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

Q_SIGNALS:
    void sourceChanged();
    void countChanged();
    void sourceCountChanged();
    void filterChanged();
    void sortChanged();
    void skipChanged();
    void limitChanged();
    void groupByChanged();
    void rolesChanged();
    void editableChanged();
    void reorderableChanged();
    void updateIntervalChanged();
    void placeholderRead(int row); // a view wants to show a document that is not known yet

protected:
    explicit RowModel(QObject *parent = nullptr);
    // What setData() is given, as a value: for bindings to a language with types of its own.
    [[nodiscard]] virtual Value fromVariant(const QVariant &variant) const;
    // Does what calls the functions of filter, order and groups, for those who follow what these look at.
    virtual void callFunctions(const std::function<void()> &calls);

private:
    RowModel(std::unique_ptr<RowModelPrivate> priv, QObject *parent);
    friend class ListModel;
    friend class RowModelPrivate;
    friend class TableModel;
    const std::unique_ptr<RowModelPrivate> d;
};

} // namespace Racer
