using YamlDotNet.RepresentationModel;

namespace LocalCloud.Deploy.Dist;

/// <summary>Names that begin with the stack's: too long a one would be found only when CloudFormation is half through.</summary>
internal static class NameLengths
{
    private const string StackName = "${AWS::StackName}";

    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html,
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html; ElastiCache's console: up to 40 characters
    private static readonly (string Type, string Property, int Most)[] Limits =
    [
        ("AWS::Lambda::Function", "FunctionName", 64),
        ("AWS::RDS::DBProxy", "DBProxyName", 63),
        ("AWS::ElastiCache::ServerlessCache", "ServerlessCacheName", 40),
        ("AWS::SQS::Queue", "QueueName", 80),
    ];

    public static IEnumerable<string> Faults(TemplateDocument template, string stack) =>
        from resource in template.Resources
        from limit in Limits
        where limit.Type == resource.Type
        let value = (TemplateDocument.Find(resource.Properties, limit.Property) as YamlScalarNode)?.Value ?? ""
        where value.Contains(StackName, StringComparison.Ordinal)
        let name = value.Replace(StackName, stack, StringComparison.Ordinal)
        where !name.Contains("${", StringComparison.Ordinal) && name.Length > limit.Most
        select $"{resource.LogicalId}: {limit.Property} would be {name}, which is {name.Length} characters, and AWS takes {limit.Most}.";
}
