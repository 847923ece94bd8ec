using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.Databases;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

/// <summary>Members that are not here are refused by name.</summary>
internal sealed record CreateDBInstanceRequest
{
    public string? DBName { get; init; }
    public string? DBInstanceIdentifier { get; init; }
    public int? AllocatedStorage { get; init; }
    public string? DBInstanceClass { get; init; }
    public string? Engine { get; init; }
    public string? MasterUsername { get; init; }
    public string? MasterUserPassword { get; init; }

    [QueryName("VpcSecurityGroupId")]
    public List<string>? VpcSecurityGroupIds { get; init; }

    public string? AvailabilityZone { get; init; }
    public string? DBSubnetGroupName { get; init; }
    public string? PreferredMaintenanceWindow { get; init; }
    public string? DBParameterGroupName { get; init; }
    public int? BackupRetentionPeriod { get; init; }
    public string? PreferredBackupWindow { get; init; }
    public int? Port { get; init; }
    public bool? MultiAZ { get; init; }
    public string? EngineVersion { get; init; }
    public bool? AutoMinorVersionUpgrade { get; init; }
    public string? LicenseModel { get; init; }
    public int? Iops { get; init; }
    public bool? PubliclyAccessible { get; init; }

    [QueryName("Tag")]
    public List<Tag>? Tags { get; init; }

    public string? DBClusterIdentifier { get; init; }
    public string? StorageType { get; init; }
    public bool? StorageEncrypted { get; init; }
    public string? KmsKeyId { get; init; }
    public bool? CopyTagsToSnapshot { get; init; }
    public int? MonitoringInterval { get; init; }
    public string? MonitoringRoleArn { get; init; }
    public int? PromotionTier { get; init; }
    public bool? EnableIAMDatabaseAuthentication { get; init; }
    public bool? EnablePerformanceInsights { get; init; }
    public List<string>? EnableCloudwatchLogsExports { get; init; }
    public bool? DeletionProtection { get; init; }
    public int? MaxAllocatedStorage { get; init; }
    public string? NetworkType { get; init; }
    public string? CACertificateIdentifier { get; init; }
    public bool? ManageMasterUserPassword { get; init; }
}

internal sealed record DBInstanceResponse(DBInstanceShape DBInstance);

internal sealed record DeleteDBInstanceRequest(
    string? DBInstanceIdentifier,
    bool? SkipFinalSnapshot,
    string? FinalDBSnapshotIdentifier,
    bool? DeleteAutomatedBackups
);

internal static class CreateDBInstance
{
    private const string Type = "AWS::RDS::DBInstance";

    public static readonly Operation<RdsState, CreateDBInstanceRequest, DBInstanceResponse> Definition = Operation<RdsState>
        .DefineAsync(
            "CreateDBInstance",
            RdsJson.Default.CreateDBInstanceRequest,
            RdsJson.Default.DBInstanceResponse,
            CreateAsync,
            Must.Member<CreateDBInstanceRequest>("dBInstanceIdentifier", r => r.DBInstanceIdentifier).Required().Length(1, 63),
            Must.Member<CreateDBInstanceRequest>("dBInstanceClass", r => r.DBInstanceClass).Required(),
            Must.Member<CreateDBInstanceRequest>("engine", r => r.Engine).Required(),
            Must.Each<CreateDBInstanceRequest, Tag>("tags", r => r.Tags),
            Must.Each<CreateDBInstanceRequest, string>("vpcSecurityGroupIds", r => r.VpcSecurityGroupIds)
        )
        .Lacking("engines other than postgres and aurora-postgresql; members that it refuses by name. It answers when the server runs");

    public static readonly Operation<RdsState, DeleteDBInstanceRequest, DBInstanceResponse> Delete = Operation<RdsState>.DefineAsync(
        "DeleteDBInstance",
        RdsJson.Default.DeleteDBInstanceRequest,
        RdsJson.Default.DBInstanceResponse,
        DeleteAsync,
        Must.Member<DeleteDBInstanceRequest>("dBInstanceIdentifier", r => r.DBInstanceIdentifier).Required()
    );

    private static async ValueTask<Result<DBInstanceResponse>> CreateAsync(RdsState state, CreateDBInstanceRequest request, Context context)
    {
        var id = request.DBInstanceIdentifier!.ToLowerInvariant();
        if (!IsIdentifier(id))
            return new AwsError(
                "InvalidParameterValue",
                "The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only "
                    + "ASCII letters, digits, and hyphens; "
                    + "and must not end with a hyphen or contain two consecutive hyphens."
            );
        var properties = (JsonObject)JsonSerializer.SerializeToNode(request, RdsJson.Default.CreateDBInstanceRequest)!;
        if (properties["VpcSecurityGroupIds"] is { } groups)
        {
            properties.Remove("VpcSecurityGroupIds");
            properties["VPCSecurityGroups"] = groups;
        }
        var made = await DirectCall.Type(Type).CreateAsync(DirectCall.Of(context, id, properties)).ConfigureAwait(false);
        if (made.Error is { } error)
            return error.Code switch
            {
                "AlreadyExists" => new AwsError("DBInstanceAlreadyExists", "DB instance already exists"),
                "ValidationError" => new AwsError("InvalidParameterValue", error.Message),
                _ => error,
            };
        return context.Host.Read(state, s => new DBInstanceResponse(DBInstanceShape.Of(s, s.Instances[id], "creating")));
    }

    private static async ValueTask<Result<DBInstanceResponse>> DeleteAsync(RdsState state, DeleteDBInstanceRequest request, Context context)
    {
        if (context.Host.Read(state, s => DescribeDBInstances.Find(s, request.DBInstanceIdentifier!)) is not { } server)
            return DescribeDBInstances.NotFound(request.DBInstanceIdentifier!);
        var skips = request.SkipFinalSnapshot == true || server.Cluster is not null;
        if (skips && request.FinalDBSnapshotIdentifier is not null)
            return new AwsError(
                "InvalidParameterCombination",
                "FinalDBSnapshotIdentifier can not be specified when deleting a cluster instance or when SkipFinalSnapshot is specified"
            );
        if (!skips && request.FinalDBSnapshotIdentifier is null)
            return new AwsError(
                "InvalidParameterCombination",
                "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
            );
        var answer = context.Host.Read(state, s => DBInstanceShape.Of(s, server, "deleting"));
        var deleted = await DirectCall
            .Type(Type)
            .DeleteAsync(
                DirectCall.Of(context, server.Identifier, server.Settings, request.FinalDBSnapshotIdentifier),
                DirectCall.Existing(server.Identifier, server.Settings)
            )
            .ConfigureAwait(false);
        return deleted.Error is { } error ? error : new DBInstanceResponse(answer);
    }

    private static bool IsIdentifier(string id) =>
        char.IsAsciiLetter(id[0])
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && !id.EndsWith('-')
        && !id.Contains("--", StringComparison.Ordinal);
}
