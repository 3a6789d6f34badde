// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/itemrole.h>
#include <Racer/modelquery.h>
#include <Racer/rootmodel.h>
#include <Racer/sortkey.h>
#include <Racer/tablecolumn.h>

#include <QtCore/QAbstractItemModel>

namespace Racer {

class TreeModelPrivate;

class RACER_CLIENT_EXPORT TreeModel : public QAbstractItemModel
{
    Q_OBJECT
    Q_PROPERTY(QString path READ path NOTIFY sourceChanged)
    Q_PROPERTY(QString childrenPath READ childrenPath WRITE setChildrenPath NOTIFY childrenPathChanged)
    Q_PROPERTY(QString parentPath READ parentPath WRITE setParentPath NOTIFY parentPathChanged)
    Q_PROPERTY(bool editable READ isEditable WRITE setEditable NOTIFY editableChanged)
    Q_PROPERTY(bool reorderable READ isReorderable WRITE setReorderable NOTIFY reorderableChanged)
    Q_PROPERTY(int updateInterval READ updateInterval WRITE setUpdateInterval NOTIFY updateIntervalChanged)
public:
    explicit TreeModel(QObject *parent = nullptr);
    ~TreeModel() override;

    // What is shown
    [[nodiscard]] Model source() const;
    void setSource(const Model &model); // an array, an object, a collection, a ref, a refList, a filter's output
    [[nodiscard]] std::shared_ptr<ModelQuery> query() const;
    void setQuery(const Model &model, const std::shared_ptr<ModelQuery> &query);
    void clearSource();
    [[nodiscard]] QString path() const;
    [[nodiscard]] QString childrenPath() const; // within an item: an array or an object of items
    void setChildrenPath(const QString &path);
    [[nodiscard]] QString parentPath() const; // within an item: the key of its parent; instead of childrenPath
    void setParentPath(const QString &path);

    // In what shape
    [[nodiscard]] FilterFunction filter() const;
    void setFilter(const FilterFunction &filter, const QList<Path> &inputs = {});
    void invalidateFilter();
    [[nodiscard]] QList<SortKey> sortKeys() const;
    void setSortKeys(const QList<SortKey> &keys);
    void setSortFunction(const SortFunction &function); // instead of keys

    // Roles and columns
    [[nodiscard]] QList<ItemRole> itemRoles() const; // declared or discovered
    void setItemRoles(const QList<ItemRole> &roles);
    [[nodiscard]] Q_INVOKABLE int roleFor(const QString &name) const; // -1 if there is none
    [[nodiscard]] QList<TableColumn> columns() const;
    void setColumns(const QList<TableColumn> &columns); // none: one, of what the items show

    // Items; those of indexes that are not valid are at the top: the source itself
    [[nodiscard]] Value valueAt(const QModelIndex &index) const;
    [[nodiscard]] Model modelAt(const QModelIndex &index) const;
    Q_INVOKABLE QVariant get(const QModelIndex &index) const;
    Q_INVOKABLE QString keyAt(const QModelIndex &index) const;
    Q_INVOKABLE QString pathAt(const QModelIndex &index) const;
    Q_INVOKABLE QModelIndex indexOf(const QString &key) const;

    // Writing, straight to the model. What cannot be done reaches RootModel::error.
    Mutation set(const QModelIndex &index, const Value &value);
    Mutation set(const QModelIndex &index, PathArg member, const Value &value);
    Mutation append(const Value &item, const QModelIndex &parent = {});
    Mutation insert(int row, const Value &item, const QModelIndex &parent = {});
    Mutation remove(const QModelIndex &index);
    Mutation move(const QModelIndex &index, const QModelIndex &parent, int row = -1); // -1: at the end
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
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
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
    void childrenPathChanged();
    void parentPathChanged();
    void filterChanged();
    void sortChanged();
    void rolesChanged();
    void columnsChanged();
    void editableChanged();
    void reorderableChanged();
    void updateIntervalChanged();

protected:
    // What setData() is given, as a value: for bindings to a language with types of its own.
    [[nodiscard]] virtual Value fromVariant(const QVariant &variant) const;
    virtual void callFunctions(const std::function<void()> &calls);

private:
    friend class TreeModelPrivate;
    friend class TreeRows;
    const std::unique_ptr<TreeModelPrivate> d;
};

} // namespace Racer
