namespace LocalCloud.Aws.CloudFormation.Templates;

internal sealed record ParameterDeclaration(string Name, string Type)
{
    public string? Default { get; init; }
    public string? Description { get; init; }
    public string? ConstraintDescription { get; init; }
    public string? AllowedPattern { get; init; }
    public IReadOnlyList<string>? AllowedValues { get; init; }
    public decimal? MinLength { get; init; }
    public decimal? MaxLength { get; init; }
    public decimal? MinValue { get; init; }
    public decimal? MaxValue { get; init; }
    public bool NoEcho { get; init; }

    public bool IsList => Type == "CommaDelimitedList" || Type.StartsWith("List<", StringComparison.Ordinal);

    public bool IsNumber => Type is "Number" or "List<Number>";
}
