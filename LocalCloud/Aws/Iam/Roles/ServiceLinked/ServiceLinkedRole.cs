namespace LocalCloud.Aws.Iam.Roles.ServiceLinked;

/// <summary>
/// Roles that belong to one of AWS's services: https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html. They are
/// kept; no service here needs one.
/// </summary>
internal static class ServiceLinkedRole
{
    public const string Path = "/aws-service-role/";

    // Names that are not the service's with a capital letter
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["autoscaling.amazonaws.com"] = "AutoScaling",
        ["batch.amazonaws.com"] = "Batch",
        ["dynamodb.application-autoscaling.amazonaws.com"] = "ApplicationAutoScaling_DynamoDBTable",
        ["lambda.application-autoscaling.amazonaws.com"] = "ApplicationAutoScaling_LambdaConcurrency",
        ["ecs.amazonaws.com"] = "ECS",
        ["ecs.application-autoscaling.amazonaws.com"] = "ApplicationAutoScaling_ECSService",
        ["elasticache.amazonaws.com"] = "ElastiCache",
        ["elasticfilesystem.amazonaws.com"] = "AmazonElasticFileSystem",
        ["elasticloadbalancing.amazonaws.com"] = "ElasticLoadBalancing",
        ["email.cognito-idp.amazonaws.com"] = "AmazonCognitoIdpEmailService",
        ["events.amazonaws.com"] = "CloudWatchEvents",
        ["es.amazonaws.com"] = "AmazonElasticsearchService",
        ["kinesis.amazonaws.com"] = "Kinesis",
        ["ops.apigateway.amazonaws.com"] = "APIGateway",
        ["opensearchservice.amazonaws.com"] = "AmazonOpenSearchService",
        ["rds.amazonaws.com"] = "RDS",
        ["rds.application-autoscaling.amazonaws.com"] = "ApplicationAutoScaling_RDSCluster",
        ["replication.dynamodb.amazonaws.com"] = "DynamoDBReplication",
        ["spot.amazonaws.com"] = "EC2Spot",
        ["ssm.amazonaws.com"] = "AmazonSSM",
    };

    public static string NameOf(string service, string? suffix) =>
        $"AWSServiceRoleFor{Names.GetValueOrDefault(service, Capitalised(service.Split('.')[0]))}{(suffix is null ? "" : $"_{suffix}")}";

    private static string Capitalised(string name) => name.Length == 0 ? name : $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
