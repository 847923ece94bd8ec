namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>What the definition of a table and its indexes must fulfil; AWS's messages in AWS's order.</summary>
internal static class TableRules
{
    private const string Invalid = "One or more parameter values were invalid: ";
    private const int MaxGlobal = 20;
    private const int MaxLocal = 5;

    public static string? Fault(TableDefinition table) =>
        FaultOfSchema(table.KeySchema, 1)
        ?? FaultOfDefinitions(table)
        ?? FaultOfThroughput(table)
        ?? FaultOfLocal(table)
        ?? FaultOfIndexes(table);

    /// <param name="most">attributes in the partition key, and in the sort key</param>
    private static string? FaultOfSchema(List<KeySchemaElement> schema, int most)
    {
        var hashes = schema.TakeWhile(key => key.KeyType == "HASH").Count();
        return most == 1 && schema.Count <= 2 || hashes == 1 && schema.Count <= 2 ? FaultOfPair(schema)
            : hashes == 0 ? "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"
            : schema.Skip(hashes).Any(key => key.KeyType != "RANGE") ? "Invalid KeySchema: HASH key types must come before RANGE key types"
            : hashes > most || schema.Count - hashes > most
                ? $"Invalid KeySchema: At most {most} HASH and {most} RANGE key types can be specified"
            : schema.DistinctBy(key => key.AttributeName).Count() < schema.Count ? "Invalid KeySchema: An attribute can be named once only"
            : null;
    }

    private static string? FaultOfPair(List<KeySchemaElement> schema) =>
        schema[0].KeyType != "HASH" ? "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"
        : schema.Count > 1 && schema[1].KeyType != "RANGE" ? "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"
        : schema.Count > 1 && schema[0].AttributeName == schema[1].AttributeName
            ? "Both the Hash Key and the Range Key element in the KeySchema have the same name"
        : null;

    private static string? FaultOfDefinitions(TableDefinition table)
    {
        var defined = table.AttributeDefinitions.Select(definition => definition.AttributeName).ToList();
        if (defined.Distinct().Count() != defined.Count)
            return Invalid
                + "Duplicate AttributeName in AttributeDefinitions: "
                + defined.GroupBy(name => name).First(group => group.Count() > 1).Key;
        if (table.KeySchema.Any(key => !defined.Contains(key.AttributeName)))
            return Invalid
                + "Some index key attributes are not defined in AttributeDefinitions. "
                + Lists("Keys", table.KeySchema, defined);
        foreach (var index in table.Global.Concat(table.Local))
        {
            if (index.KeySchema.Any(key => !defined.Contains(key.AttributeName)))
                return Invalid
                    + "Some index key attributes are not defined in AttributeDefinitions. "
                    + Lists("Keys", index.KeySchema, defined);
        }
        var keys = Keys(table);
        return defined.Count == keys.Count ? null
            : table.Global.Count + table.Local.Count == 0
                ? Invalid + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
            : Invalid
                + $"Some AttributeDefinitions are not used. AttributeDefinitions: [{string.Join(", ", defined)}], keys used: "
                + $"[{string.Join(", ", keys)}]";
    }

    private static string Lists(string name, List<KeySchemaElement> schema, List<string> defined) =>
        $"{name}: [{string.Join(", ", schema.Select(key => key.AttributeName))}], AttributeDefinitions: [{string.Join(", ", defined)}]";

    public static HashSet<string> Keys(TableDefinition table) =>
        [.. table.KeySchema.Concat(table.Global.Concat(table.Local).SelectMany(index => index.KeySchema)).Select(key => key.AttributeName)];

    private static string? FaultOfThroughput(TableDefinition table)
    {
        if (table.IsOnDemand && table.Throughput is not null)
            return Invalid + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST";
        if (!table.IsOnDemand && table.Throughput is null)
            return Invalid + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED";
        return table
            .Global.Select(index =>
                (table.IsOnDemand, index.ProvisionedThroughput) switch
                {
                    (true, not null) => Invalid
                        + $"ProvisionedThroughput should not be specified for index: {index.IndexName} when BillingMode is PAY_PER_REQUEST",
                    (false, null) => Invalid + $"ProvisionedThroughput is not specified for index: {index.IndexName}",
                    _ => null,
                }
            )
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOfLocal(TableDefinition table)
    {
        if (table.Local.Count == 0)
            return null;
        if (table.KeySchema.Count == 1)
            return Invalid + "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex";
        foreach (var index in table.Local)
        {
            if (index.KeySchema.Count == 1)
                return Invalid + $"Index KeySchema does not have a range key for index: {index.IndexName}";
            if (index.KeySchema[0].AttributeName != table.KeySchema[0].AttributeName)
                return Invalid
                    + $"Index KeySchema does not have the same leading hash key as table KeySchema for index: {index.IndexName}. "
                    + $"index hash key: {index.KeySchema[0].AttributeName}, table hash key: {table.KeySchema[0].AttributeName}";
        }
        return table.Local.Count > MaxLocal ? Invalid + $"Number of LocalSecondaryIndexes exceeds per-table limit of {MaxLocal}" : null;
    }

    private static string? FaultOfIndexes(TableDefinition table)
    {
        var names = new HashSet<string>();
        foreach (var index in table.Local.Concat(table.Global))
        {
            var most = table.Global.Exists(global => ReferenceEquals(global, index)) ? KeySchema.MostOfEach : 1;
            if (
                (TableName.Fault(index.IndexName) ?? FaultOfSchema(index.KeySchema, most) ?? FaultOfProjection(index.Projection)) is
                { } fault
            )
                return fault;
            if (!names.Add(index.IndexName))
                return Invalid + $"Duplicate index name: {index.IndexName}";
        }
        return table.Global.Count > MaxGlobal ? Invalid + $"GlobalSecondaryIndex count exceeds the per-table limit of {MaxGlobal}" : null;
    }

    private static string? FaultOfProjection(ProjectionModel? projection) =>
        projection switch
        {
            null or { ProjectionType: null } => Invalid + "Unknown ProjectionType: null",
            { ProjectionType: "INCLUDE", NonKeyAttributes: null or [] } => Invalid
                + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
            { ProjectionType: "ALL" or "KEYS_ONLY", NonKeyAttributes: not null } => Invalid
                + $"ProjectionType is {projection.ProjectionType}, but NonKeyAttributes is specified",
            _ => null,
        };
}
