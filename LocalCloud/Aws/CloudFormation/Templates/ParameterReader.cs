using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

internal static class ParameterReader
{
    private static readonly string[] Members =
    [
        "Type",
        "Default",
        "Description",
        "ConstraintDescription",
        "AllowedPattern",
        "AllowedValues",
        "MinLength",
        "MaxLength",
        "MinValue",
        "MaxValue",
        "NoEcho",
    ];

    private static readonly string[] Types = ["String", "Number", "List<Number>", "List<String>", "CommaDelimitedList"];

    public static Result<ParameterDeclaration> Read(string name, JsonNode node)
    {
        if (node is not JsonObject members)
            return TemplateError.Format("Every Parameters member must be an object.");
        foreach (var (member, _) in members)
            if (!Members.Contains(member))
                return TemplateError.Validation($"Invalid template parameter property '{member}'");
        if (Scalars.Member(members, "Type") is not { } type)
            return TemplateError.Format("Every Parameters object must contain a Type member.");
        if (!Types.Contains(type) && !IsAwsType(type))
            return TemplateError.Format($"Unrecognized parameter type: {type}");
        if (members.ContainsKey("Default") && Scalars.Member(members, "Default") is null)
            return TemplateError.Format("Every Default member must be a string.");
        if (members.ContainsKey("AllowedValues") && members["AllowedValues"] is not JsonArray)
            return TemplateError.Format($"Parameter '{name}' AllowedValues must be a list.");
        foreach (var limit in Members[6..10])
            if (members.ContainsKey(limit) && Number(members, limit) is null)
                return TemplateError.Format($"Parameter '{name}' {limit} must be a number.");

        return new ParameterDeclaration(name, type)
        {
            Default = Scalars.Member(members, "Default"),
            Description = Scalars.Member(members, "Description"),
            ConstraintDescription = Scalars.Member(members, "ConstraintDescription"),
            AllowedPattern = Scalars.Member(members, "AllowedPattern"),
            AllowedValues = (members["AllowedValues"] as JsonArray)?.Select(Scalars.Text).ToArray(),
            MinLength = Number(members, "MinLength"),
            MaxLength = Number(members, "MaxLength"),
            MinValue = Number(members, "MinValue"),
            MaxValue = Number(members, "MaxValue"),
            NoEcho = Scalars.Member(members, "NoEcho") is "true" or "True",
        };
    }

    /// <summary>Ids and names of existing resources: their values are text, which nothing here can look up.</summary>
    private static bool IsAwsType(string type)
    {
        if (type == "AWS::SSM::Parameter::Name")
            return true;
        if (new ParameterDeclaration("", type).StoredType is { } stored)
            return Types.Contains(stored) || IsAwsType(stored);
        var name = type.StartsWith("List<", StringComparison.Ordinal) && type.EndsWith('>') ? type[5..^1] : type;
        return name.StartsWith("AWS::EC2::", StringComparison.Ordinal) || name == "AWS::Route53::HostedZone::Id";
    }

    private static decimal? Number(JsonObject members, string name) =>
        decimal.TryParse(Scalars.Member(members, name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
