using System.Globalization;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record CreateServiceLinkedRoleRequest(
    [property: System.Text.Json.Serialization.JsonPropertyName("AWSServiceName")] string? AwsServiceName,
    string? Description,
    string? CustomSuffix
);

internal sealed record DeletionTaskResponse(string DeletionTaskId);

internal sealed record DeletionTaskRequest(string? DeletionTaskId);

internal sealed record DeletionStatusResponse(string Status);

/// <summary>
/// Roles that belong to one of AWS's services: https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html. They are
/// kept; no service here needs one.
/// </summary>
internal static class ServiceLinkedRoles
{
    private const string Path = "/aws-service-role/";

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

    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreateServiceLinkedRole",
            Json.CreateServiceLinkedRoleRequest,
            Json.RoleResponse,
            Create,
            Must.Member<CreateServiceLinkedRoleRequest>("aWSServiceName", r => r.AwsServiceName).Required().Length(1, 128),
            Must.Member<CreateServiceLinkedRoleRequest>("customSuffix", r => r.CustomSuffix).Length(1, 64)
        ),
        IamService.Define(
            "DeleteServiceLinkedRole",
            Json.RoleRequest,
            Json.DeletionTaskResponse,
            (state, request, context) =>
            {
                if (!state.Role(request.RoleName!).Ok(out var role, out var error))
                    return error;
                if (!role.Path.StartsWith(Path, StringComparison.Ordinal))
                    return new AwsError("InvalidInput", $"Role {role.RoleName} is not a service-linked role.");
                state.Roles.Remove(role.RoleName);
                context.Changes.Delete("roles", role.RoleName);
                return new DeletionTaskResponse(
                    $"task{role.Path}{role.RoleName}/{Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture)}"
                );
            },
            Must.Member<RoleRequest>("roleName", r => r.RoleName).Required().Length(1, 64)
        ),
        // The role went with its deletion: nothing uses it
        IamService.Define(
            "GetServiceLinkedRoleDeletionStatus",
            Json.DeletionTaskRequest,
            Json.DeletionStatusResponse,
            (_, request, _) =>
                request.DeletionTaskId!.StartsWith($"task{Path}", StringComparison.Ordinal)
                    ? new DeletionStatusResponse("SUCCEEDED")
                    : IamState.Missing($"Deletion task {request.DeletionTaskId} cannot be found."),
            Must.Member<DeletionTaskRequest>("deletionTaskId", r => r.DeletionTaskId).Required().Length(1, 1000)
        ),
    ];

    private static Result<RoleResponse> Create(IamState state, CreateServiceLinkedRoleRequest request, Context context)
    {
        var service = request.AwsServiceName!;
        if (!service.EndsWith(".amazonaws.com", StringComparison.Ordinal))
            return new AwsError("InvalidInput", $"{service} is not a valid AWS service name.");
        var name =
            $"AWSServiceRoleFor{Names.GetValueOrDefault(service, Capitalised(service.Split('.')[0]))}{(request.CustomSuffix is { } suffix ? $"_{suffix}" : "")}";
        if (state.Roles.ContainsKey(name))
            return new AwsError("InvalidInput", $"Service role name {name} has been taken in this account, please try a different suffix.");
        var path = $"{Path}{service}/";
        var role = new Role
        {
            RoleName = name,
            RoleId = IamState.NewId("AROA"),
            Path = path,
            Arn = state.Arn("role", path, name),
            CreateDate = context.Now,
            AssumeRolePolicyDocument =
                $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}""",
            Description = request.Description,
        };
        state.Put(context.Changes, role);
        return new RoleResponse(RoleShape.Of(role));
    }

    private static string Capitalised(string name) => name.Length == 0 ? name : $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
