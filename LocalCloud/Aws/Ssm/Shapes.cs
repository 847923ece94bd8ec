using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Ssm;

/// <summary>A parameter as the Get operations answer it.</summary>
internal sealed record ParameterShape(
    string Name,
    string Type,
    string Value,
    long Version,
    string? Selector,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset LastModifiedDate,
    [property: JsonPropertyName("ARN")] string Arn,
    string DataType
)
{
    /// <summary>What the service said that a reference leads to.</summary>
    public string? SourceResult { get; init; }

    public static ParameterShape Of(SsmState state, Parameter parameter, ParameterVersion version, string? selector, bool decrypted) =>
        new(
            parameter.Name,
            version.Type,
            version.Shown(decrypted),
            version.Version,
            selector is null ? null : $":{selector}",
            version.Modified,
            state.Arn(parameter),
            version.DataType
        );
}

internal sealed record PolicyShape(string PolicyText, string PolicyType, string PolicyStatus);

/// <summary>A parameter without its value.</summary>
internal sealed record ParameterMetadata(
    string Name,
    [property: JsonPropertyName("ARN")] string? Arn,
    string Type,
    string? KeyId,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset LastModifiedDate,
    string LastModifiedUser,
    string? Description,
    string? Value,
    string? AllowedPattern,
    long Version,
    List<string>? Labels,
    string Tier,
    List<PolicyShape> Policies,
    string DataType
)
{
    public static ParameterMetadata Of(SsmState state, Parameter parameter) =>
        Of(parameter, parameter.Latest, state.Arn(parameter), null) with
        {
            Labels = null,
        };

    public static ParameterMetadata Of(Parameter parameter, ParameterVersion version, string? arn, string? value) =>
        new(
            parameter.Name,
            arn,
            version.Type,
            version.KeyId,
            version.Modified,
            version.ModifiedBy,
            version.Description,
            value,
            version.AllowedPattern,
            version.Version,
            version.Labels,
            version.Tier,
            [],
            version.DataType
        );
}

internal sealed record ParameterStringFilter(string Key, string? Option, List<string>? Values)
{
    public static Member<ParameterStringFilter>[] Constraints =>
        [
            Must.Member<ParameterStringFilter>("key", f => f.Key).Required().Length(1, 132),
            Must.Member<ParameterStringFilter>("option", f => f.Option).Length(1, 10),
            Must.Member<ParameterStringFilter>("values", f => f.Values).Length(0, 50),
            Must.Each<ParameterStringFilter, string>("values", f => f.Values),
        ];
}
