namespace LocalCloud.Aws.Rds.Databases;

internal static class DatabaseRules
{
    private static readonly string[] Reserved =
    [
        "admin",
        "public",
        "rdsadmin",
        "rds_superuser",
        "rds_iam",
        "rds_replication",
        "rds_password",
    ];

    /// <summary>Null, or why no database of this machine is like that.</summary>
    public static string? Unsupported(DatabaseRequest request) =>
        request.Engine is null or "postgres" or "aurora-postgresql"
            ? null
            : $"Engine {request.Engine} is not supported by LocalCloud: there are PostgreSQL and Redis (Valkey)";

    /// <summary>Null, or what RDS says of it.</summary>
    public static AwsError? Invalid(DatabaseRequest request) =>
        request.MasterUsername is { } user && Reserved.Contains(user.ToLowerInvariant())
            ? new AwsError("InvalidParameterValue", $"MasterUsername {user} cannot be used as it is a reserved word used by the engine")
            : null;

    /// <summary>Null, or what RDS says of a master user's password.</summary>
    public static AwsError? InvalidPassword(string password)
    {
        if (password.Length < 8)
            return new AwsError(
                "InvalidParameterValue",
                "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters."
            );
        if (password.Length > 128)
            return new AwsError(
                "InvalidParameterValue",
                "The parameter MasterUserPassword is not a valid password because it is longer than 128 characters."
            );
        return password.Any(c => c is '/' or '@' or '"' or ' ' or < ' ' or > '~')
            ? new AwsError(
                "InvalidParameterValue",
                "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' "
                    + "may be used."
            )
            : null;
    }

    public static AwsError NotFound(string identifier, bool cluster) =>
        cluster
            ? new("DBClusterNotFoundFault", $"DBCluster {identifier} not found.", 404)
            : new("DBInstanceNotFound", $"DBInstance {identifier} not found.", 404);

    public static AwsError AlreadyExists(bool cluster) =>
        cluster
            ? new("DBClusterAlreadyExistsFault", "DB Cluster already exists")
            : new("DBInstanceAlreadyExists", "DB instance already exists");
}
