using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds;
using LocalCloud.Aws.Rds.Databases;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>A database instance or cluster, which RDS makes: a PostgreSQL of its own, where there is PostgreSQL.</summary>
internal abstract class DatabaseType(string type, bool cluster, string properties) : ResourceType(type, StandIn.Read(properties))
{
    protected abstract string ClassProperty { get; }

    protected abstract string GroupProperty { get; }

    protected abstract string DatabaseProperty { get; }

    protected abstract string SnapshotProperty { get; }

    /// <param name="endpoint">the server behind it</param>
    protected abstract Dictionary<string, string> Values(ResourceCall call, DatabaseServer database, DatabaseServer endpoint);

    /// <summary>What no local database does.</summary>
    protected abstract AwsError? Refuse(JsonObject properties);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (!Asked(call, StandIn.Name1(call)).Ok(out var asked, out var error))
            return error;
        var state = State(call);
        var made = await CreateDatabase.RunAsync(state, asked, call.Resumed, call.Cancellation).ConfigureAwait(false);
        if (!made.Ok(out var database, out error))
            return error == DatabaseRules.AlreadyExists(cluster) ? call.AlreadyExists(Name) : error;
        return Result(call, state, database);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (!Asked(call, existing.PhysicalId).Ok(out var asked, out var error))
            return error;
        var state = State(call);
        var modified = await ModifyDatabase.RunAsync(state, asked, call.Cancellation).ConfigureAwait(false);
        return modified.Ok(out var database, out error) ? Result(call, state, database) : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var state = State(call);
        if (call.Host.Read(state, s => s.Databases(cluster).GetValueOrDefault(existing.PhysicalId)) is not { } database)
            return Nothing.Instance;
        var snapshot = call.Snapshot ? PhysicalName.Generate($"{call.Stack.Name}-snapshot", call.LogicalId, 255) : null;
        return await DeleteDatabase.RunAsync(state, database, snapshot, call.Cancellation).ConfigureAwait(false);
    }

    private static RdsState State(ResourceCall call) => call.Host.Service<RdsService>().State(call.Scope);

    private Result<DatabaseRequest> Asked(ResourceCall call, string identifier)
    {
        var properties = call.Properties;
        string? Text(string name) => Scalars.Member(properties, name);
        int? Number(string name) => int.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) ? number : null;
        var asked = new DatabaseRequest
        {
            Identifier = identifier,
            IsCluster = cluster,
            Engine = Text("Engine"),
            EngineVersion = Text("EngineVersion"),
            InstanceClass = Text(ClassProperty),
            AllocatedStorage = Number("AllocatedStorage"),
            Port = Number("Port"),
            MasterUsername = Text("MasterUsername"),
            MasterUserPassword = Text("MasterUserPassword"),
            ManagesPassword = Text("ManageMasterUserPassword") == "true",
            DatabaseName = Text(DatabaseProperty),
            Cluster = cluster ? null : Text("DBClusterIdentifier"),
            SubnetGroup = Text("DBSubnetGroupName"),
            ParameterGroup = Text(GroupProperty),
            Snapshot = Text(SnapshotProperty),
            Settings = Settings.Of(properties, "MasterUserPassword", "TdeCredentialPassword"),
        };
        return DatabaseRules.Unsupported(asked) is { } reason ? TemplateError.Validation(reason)
            : Refuse(properties) is { } no ? no
            : asked;
    }

    private Result<ResourceValues> Result(ResourceCall call, RdsState state, DatabaseServer database)
    {
        var endpoint = call.Host.Read(state, s => s.Server(database)) ?? database;
        var values = Values(call, database, endpoint);
        if (database.SecretArn is { } secret)
            values["MasterUserSecret.SecretArn"] = secret;
        return new ResourceValues(database.Identifier, values)
        {
            Note =
                database.StandIn
                    ? $"Stand-in: LocalCloud has no RDS. Its endpoint is the local PostgreSQL (--postgres HOST:PORT); with "
                        + "--postgres-home DIR it would be one of its own."
                : database.Cluster is null ? $"A PostgreSQL of this machine at {endpoint.Address}:{endpoint.Port}."
                : "The PostgreSQL of its cluster.",
        };
    }
}
