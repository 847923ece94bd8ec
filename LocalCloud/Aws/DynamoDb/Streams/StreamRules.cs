using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>StreamSpecification of CreateTable and UpdateTable.</summary>
internal static class StreamRules
{
    public static Member<StreamSpecification>[] Members =>
        [
            Must.Member<StreamSpecification>("streamEnabled", s => s.StreamEnabled).Required(),
            Must.Member<StreamSpecification>("streamViewType", s => s.StreamViewType)
                .Enum("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"),
        ];

    public static string? Fault(StreamSpecification? specification) =>
        specification switch
        {
            { StreamEnabled: true, StreamViewType: null } =>
                "One or more parameter values were invalid: StreamViewType must be specified when StreamEnabled is true",
            { StreamEnabled: false, StreamViewType: not null } =>
                "One or more parameter values were invalid: StreamViewType must not be specified when StreamEnabled is false",
            _ => null,
        };

    /// <summary>Of a table that is there.</summary>
    public static string? Fault(StreamSpecification? specification, Table table) =>
        (specification?.StreamEnabled, table.Stream) switch
        {
            (true, not null) => $"Table already has an enabled stream: TableName: {table.Name}",
            (false, null) => $"Table already has a disabled stream: TableName: {table.Name}",
            _ => null,
        };
}
