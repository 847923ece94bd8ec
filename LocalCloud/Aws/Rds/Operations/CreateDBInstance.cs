using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds.Databases;
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

internal static class CreateDBInstance
{
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
        var asked = Asked(id, request);
        if (DatabaseRules.Unsupported(asked) is { } reason)
            return new AwsError("InvalidParameterValue", reason);
        var made = await CreateDatabase.RunAsync(state, asked, resumes: false, context.Cancellation).ConfigureAwait(false);
        return made.Ok(out var server, out var error)
            ? context.Host.Read(state, s => new DBInstanceResponse(DBInstanceShape.Of(s, server, "creating")))
            : error;
    }

    private static DatabaseRequest Asked(string identifier, CreateDBInstanceRequest request) =>
        new()
        {
            Identifier = identifier,
            Engine = request.Engine,
            EngineVersion = request.EngineVersion,
            InstanceClass = request.DBInstanceClass,
            AllocatedStorage = request.AllocatedStorage,
            Port = request.Port,
            MasterUsername = request.MasterUsername,
            MasterUserPassword = request.MasterUserPassword,
            ManagesPassword = request.ManageMasterUserPassword == true,
            DatabaseName = request.DBName,
            Cluster = request.DBClusterIdentifier,
            SubnetGroup = request.DBSubnetGroupName,
            ParameterGroup = request.DBParameterGroupName,
            Settings = SettingsOf(request),
        };

    private static JsonObject SettingsOf(CreateDBInstanceRequest request)
    {
        var settings = Settings.Of(
            (JsonObject)JsonSerializer.SerializeToNode(request, RdsJson.Default.CreateDBInstanceRequest)!,
            "MasterUserPassword"
        );
        // Templates call them otherwise
        if (settings["VpcSecurityGroupIds"] is { } groups)
        {
            settings.Remove("VpcSecurityGroupIds");
            settings["VPCSecurityGroups"] = groups;
        }
        return settings;
    }

    private static bool IsIdentifier(string id) =>
        char.IsAsciiLetter(id[0])
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && !id.EndsWith('-')
        && !id.Contains("--", StringComparison.Ordinal);
}
