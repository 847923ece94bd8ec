namespace LocalCloud.Aws.DynamoDb;

/// <summary>Constraints that many requests share, as the API model declares them.</summary>
internal static class Limits
{
    public static readonly string[] ReturnValues = ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"];
    public static readonly string[] ConsumedCapacity = ["INDEXES", "TOTAL", "NONE"];
    public static readonly string[] ItemCollectionMetrics = ["SIZE", "NONE"];
    public static readonly string[] OnConditionCheckFailure = ["ALL_OLD", "NONE"];
    public static readonly string[] Select = ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"];

    public static ValueMember<T> Table<T>(Func<T, string?> get) =>
        Must.Member("tableName", (T request) => get(request)).Required().Length(1, 1024);

    public static ValueMember<T> Capacity<T>(Func<T, string?> get) =>
        Must.Member("returnConsumedCapacity", (T request) => get(request)).Enum(ConsumedCapacity);
}
