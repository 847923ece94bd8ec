namespace LocalCloud.Aws.Rds.Databases;

internal static class EngineVersions
{
    public const string Authority = "rds-ca-rsa2048-g1";

    /// <summary>What was asked for; else that of the PostgreSQL that is installed with LocalCloud.</summary>
    public static string Of(DatabaseServer server) => server.EngineVersion ?? "18.4";

    public static string Family(DatabaseServer server) => $"{server.Engine}{Of(server).Split('.')[0]}";
}
