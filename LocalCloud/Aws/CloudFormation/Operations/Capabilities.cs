using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>What somebody has to allow before a template may make users and roles, or be rewritten.</summary>
internal static class Capabilities
{
    private const string Iam = "CAPABILITY_IAM",
        NamedIam = "CAPABILITY_NAMED_IAM",
        AutoExpand = "CAPABILITY_AUTO_EXPAND";

    /// <summary>IAM's types, with the property by which they are named (docs: Acknowledging IAM resources in templates).</summary>
    private static readonly Dictionary<string, string?> Types = new(StringComparer.Ordinal)
    {
        ["AWS::IAM::AccessKey"] = null,
        ["AWS::IAM::Group"] = "GroupName",
        ["AWS::IAM::InstanceProfile"] = "InstanceProfileName",
        ["AWS::IAM::ManagedPolicy"] = "ManagedPolicyName",
        ["AWS::IAM::Policy"] = null,
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::IAM::User"] = "UserName",
        ["AWS::IAM::UserToGroupAddition"] = null,
    };

    /// <param name="expands">Transforms need a word of their own; a change set can be looked at first.</param>
    public static AwsError? Check(Template template, StackSource source, bool expands)
    {
        if (
            expands
            && (source.Expanded is not null || source.Declared is { Transforms.Count: > 0 })
            && !source.Capabilities.Contains(AutoExpand)
        )
            return Insufficient(AutoExpand);
        var iam = template.Resources.Values.Where(r => Types.ContainsKey(r.Type)).ToArray();
        if (iam.Length == 0 || source.Capabilities.Contains(NamedIam))
            return null;
        if (iam.Any(r => Types[r.Type] is { } name && r.Properties.ContainsKey(name)))
            return Insufficient(NamedIam);
        return source.Capabilities.Contains(Iam) ? null : Insufficient(Iam);
    }

    /// <summary>What a template will need, for those who ask before.</summary>
    public static (List<string>? Capabilities, string? Reason) Of(string body, TemplateHead head)
    {
        if (head.Transforms.Count > 0)
            return (
                [AutoExpand],
                $"The following resource(s) require capabilities: [{string.Join(", ", head.ResourceTypes.Where(Types.ContainsKey))}]"
            );
        if (!TemplateReader.Read(body).Ok(out var template, out _))
            return (null, null);
        var iam = template.Resources.Values.Where(r => Types.ContainsKey(r.Type)).ToArray();
        if (iam.Length == 0)
            return (null, null);
        return (
            [iam.Any(r => Types[r.Type] is { } name && r.Properties.ContainsKey(name)) ? NamedIam : Iam],
            $"The following resource(s) require capabilities: [{string.Join(", ", iam.Select(r => r.Type).Distinct())}]"
        );
    }

    private static AwsError Insufficient(string capability) =>
        new("InsufficientCapabilitiesException", $"Requires capabilities : [{capability}]");
}
