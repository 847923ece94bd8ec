using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>
/// What makes a process talk to the local AWS: the SDK's own variables, the section of LocalStack.Client, and the outputs of the stacks it refers
/// to. Every process gets them where an Aws engine runs, so that none reaches for the real AWS by accident.
/// </summary>
static class AwsSettings
{
    public const string Region = "us-east-1", AccessKey = "test", SecretKey = "test";

    public static IEnumerable<ManifestVariable> For(RunNode node, RunContext context)
    {
        if (context.Plan.AwsFor(node.Local) is not { } aws) yield break;
        var port = aws.Ports.Values.First();
        (string Name, string Value)[] settings =
        [
            ("AWS_ENDPOINT_URL", $"http://{BoundPort.Host}:{port.Port}"),
            ("AWS_REGION", Region),
            ("AWS_DEFAULT_REGION", Region),
            ("AWS_ACCESS_KEY_ID", AccessKey),
            ("AWS_SECRET_ACCESS_KEY", SecretKey),
            ("LocalStack__UseLocalStack", "true"),
            ("LocalStack__Config__LocalStackHost", BoundPort.Host),
            ("LocalStack__Config__EdgePort", $"{port.Port}"),
        ];
        foreach (var (name, value) in settings) yield return new(name, ManifestExpression.Literal(value));
        foreach (var (stack, section) in Stacks(node, context.Plan))
            foreach (var (name, value) in context.Values.OutputsOf(stack))
                yield return new($"{section.Replace(":", "__", StringComparison.Ordinal)}__{name}", ManifestExpression.Literal(value));
    }

    static IEnumerable<(string Stack, string Section)> Stacks(RunNode node, RunPlan plan) =>
        node.Local.Stacks.Select(s => (s.Stack, s.ConfigSection))
            .Concat(plan.Nodes.Where(n => n.Resource is ManifestCloudFormation stack && stack.References.Contains(node.Name, StringComparer.OrdinalIgnoreCase)).Select(n => (n.Name, "AWS:Resources")))
            .DistinctBy(s => s.Item1, StringComparer.OrdinalIgnoreCase);
}
