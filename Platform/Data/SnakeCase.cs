using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Platform.Data;

internal static class SnakeCase
{
    public static void UseSnakeCase(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()))
        {
            entity.SetTableName(Name(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Name(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(Name(key.GetName()!));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Name(foreignKey.GetConstraintName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Name(index.GetDatabaseName()!));
            }
        }
    }

    // The policy would make pk__orders of PK_orders.
    private static string Name(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace("__", "_");
}
