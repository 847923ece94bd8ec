using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Engines.Postgres;
using LocalCloud.Aws.Rds;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>A database instance or cluster: a PostgreSQL of its own, where there is PostgreSQL.</summary>
internal abstract class DatabaseType(string type, bool cluster, string properties) : ResourceType(type, StandIn.Read(properties))
{
    private const int UsualPort = 5432;

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

    protected abstract string GroupProperty { get; }

    protected abstract string DatabaseProperty { get; }

    protected abstract Dictionary<string, string> Values(ResourceCall call, DatabaseServer server, DatabaseServer endpoint);

    /// <summary>What no local database does.</summary>
    protected abstract AwsError? Refuse(JsonObject properties);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (Unsupported(call.Properties) is { } no)
            return no;
        var rds = call.Host.Service<RdsService>();
        var state = rds.State(call.Scope);
        var identifier = StandIn.Name1(call);
        var server = call.Host.Read(state, s => s.Of(identifier, cluster));
        if (server is not null && !call.Resumed)
            return call.AlreadyExists(Name);
        var (snapshotId, snapshot) = Snapshot(call, state);
        if (snapshotId is not null && snapshot is null)
            return new AwsError("DBSnapshotNotFound", $"DBSnapshot not found: {snapshotId}", 404);
        server ??= New(call, rds, state, identifier, snapshot);
        if (server.Cluster is not null && call.Host.Read(state, s => s.Server(null, server.Cluster)) is null)
            return new AwsError("DBClusterNotFoundFault", $"DBCluster {server.Cluster} not found", 404);

        if (!(await PasswordAsync(call, server, snapshot is not null).ConfigureAwait(false)).Ok(out var password, out var error))
            return error;
        if (password.SecretArn is not null)
            server = server with { SecretArn = password.SecretArn };
        if ((await PutAsync(call, state, server).ConfigureAwait(false)).Error is { } notStored)
            return notStored;
        if (
            server is { StandIn: false, Cluster: null }
            && await RunAsync(call, rds, state, server, password.Text, snapshot).ConfigureAwait(false) is { } failure
        )
        {
            await RemoveAsync(call, rds, state, server).ConfigureAwait(false);
            return new AwsError("InternalFailure", failure, 500);
        }
        return Result(call, state, server);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (Unsupported(call.Properties) is { } no)
            return no;
        var rds = call.Host.Service<RdsService>();
        var state = rds.State(call.Scope);
        if (call.Host.Read(state, s => s.Of(existing.PhysicalId, cluster)) is not { } server)
            return new AwsError(
                cluster ? "DBClusterNotFoundFault" : "DBInstanceNotFound",
                $"{Name.Split("::")[2]} {existing.PhysicalId} not found.",
                404
            );
        var before = server;
        server = With(call, state, server);
        if (!(await PasswordAsync(call, server, mayBeMissing: true).ConfigureAwait(false)).Ok(out var password, out var error))
            return error;
        var forget = server.SecretArn is not null && !IsManaged(call.Properties) ? server.SecretArn : null;
        server = server with { SecretArn = forget is null ? password.SecretArn : null };
        if ((await PutAsync(call, state, server).ConfigureAwait(false)).Error is { } notStored)
            return notStored;
        if (server is { StandIn: false, Cluster: null })
        {
            if (server.Port != before.Port)
            {
                await rds.RemoveAsync(before).ConfigureAwait(false);
                if (
                    await rds.Server(server).StartAsync(rds.ProxiesOf(state, server), call.Cancellation).ConfigureAwait(false) is
                    { } failure
                )
                    return new AwsError("InternalFailure", failure, 500);
            }
            else
                await rds.RefreshAsync(state, server, call.Cancellation).ConfigureAwait(false);
            if (password.Text.Length > 0)
                await rds.Server(server).Administration.SetPasswordAsync(password.Text, call.Cancellation).ConfigureAwait(false);
        }
        if (forget is not null)
            await MasterSecret.DeleteAsync(call, forget).ConfigureAwait(false);
        return Result(call, state, server);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var rds = call.Host.Service<RdsService>();
        var state = rds.State(call.Scope);
        if (call.Host.Read(state, s => s.Of(existing.PhysicalId, cluster)) is not { } server)
            return Nothing.Instance;
        if (Scalars.Member(existing.Properties, "DeletionProtection") == "true")
            return new AwsError(
                "InvalidParameterCombination",
                $"Cannot delete protected {(cluster ? "Cluster" : "DB Instance")}, please disable deletion protection and try again."
            );
        if (call.Snapshot && server is { StandIn: false, Cluster: null })
            await KeepAsync(call, rds, state, server).ConfigureAwait(false);
        await RemoveAsync(call, rds, state, server).ConfigureAwait(false);
        return Nothing.Instance;
    }

    private AwsError? Unsupported(JsonObject properties) =>
        Scalars.Member(properties, "Engine") switch
        {
            null or "postgres" or "aurora-postgresql" => Scalars.Member(properties, "MasterUsername") is { } user
            && Reserved.Contains(user.ToLowerInvariant())
                ? new AwsError("InvalidParameterValue", $"MasterUsername {user} cannot be used as it is a reserved word used by the engine")
                : Refuse(properties),
            var engine => TemplateError.Validation(
                $"Engine {engine} is not supported by LocalCloud: there are PostgreSQL and Redis (Valkey)"
            ),
        };

    private DatabaseServer New(ResourceCall call, RdsService rds, RdsState state, string identifier, DatabaseSnapshot? snapshot)
    {
        var places = rds.Engines.Places;
        var member = Scalars.Member(call.Properties, "DBClusterIdentifier") is { } of && !cluster ? of.ToLowerInvariant() : null;
        var wanted = int.TryParse(Scalars.Member(call.Properties, "Port"), CultureInfo.InvariantCulture, out var given) ? given : UsualPort;
        var (address, port) =
            places.Postgres is null ? Addresses.Split(places.PostgresAddress)
            : member is not null ? ("", 0)
            : Loopback.Take(wanted);
        return With(
            call,
            state,
            new()
            {
                Identifier = identifier,
                IsCluster = cluster,
                ResourceId = $"{(cluster ? "cluster" : "db")}-{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 26)}",
                Engine = Scalars.Member(call.Properties, "Engine") ?? snapshot?.Of.Engine ?? (cluster ? "aurora-postgresql" : "postgres"),
                Address = address,
                Port = port,
                StandIn = places.Postgres is null,
                MasterUsername = snapshot?.Of.MasterUsername ?? Scalars.Member(call.Properties, "MasterUsername") ?? "postgres",
                DatabaseName = snapshot?.Of.DatabaseName ?? Scalars.Member(call.Properties, DatabaseProperty),
                AdminPassword = snapshot?.Of.AdminPassword ?? RandomNumberGenerator.GetHexString(32),
                Cluster = member,
                Created = call.Stacks.Time.GetUtcNow(),
            }
        );
    }

    /// <summary>With what an update may change.</summary>
    private DatabaseServer With(ResourceCall call, RdsState state, DatabaseServer server)
    {
        var group = Scalars.Member(call.Properties, GroupProperty);
        return server with
        {
            EngineVersion = Scalars.Member(call.Properties, "EngineVersion"),
            InstanceClass = Scalars.Member(call.Properties, cluster ? "DBClusterInstanceClass" : "DBInstanceClass"),
            AllocatedStorage = int.TryParse(
                Scalars.Member(call.Properties, "AllocatedStorage"),
                CultureInfo.InvariantCulture,
                out var storage
            )
                ? storage
                : null,
            SubnetGroup = Scalars.Member(call.Properties, "DBSubnetGroupName"),
            ParameterGroup = group,
            Settings = Settings.Of(call.Properties, "MasterUserPassword", "TdeCredentialPassword"),
            Parameters = call.Host.Read(state, s => s.Group(group, cluster)?.Parameters) ?? [],
            Port =
                server.StandIn
                || server.Cluster is not null
                || server.Address == "127.0.0.1"
                || !int.TryParse(Scalars.Member(call.Properties, "Port"), CultureInfo.InvariantCulture, out var port)
                    ? server.Port
                    : port,
        };
    }

    private static async Task<string?> RunAsync(
        ResourceCall call,
        RdsService rds,
        RdsState state,
        DatabaseServer server,
        string password,
        DatabaseSnapshot? snapshot
    )
    {
        var running = rds.Server(server);
        try
        {
            return await MakeAsync(call, rds, state, running, password, snapshot).ConfigureAwait(false);
        }
        catch (Npgsql.PostgresException e)
        {
            return $"PostgreSQL: {e.MessageText}";
        }
        catch (Exception e)
            when (e is Npgsql.NpgsqlException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return $"PostgreSQL does not run: {e.Message}";
        }
    }

    private static async Task<string?> MakeAsync(
        ResourceCall call,
        RdsService rds,
        RdsState state,
        PostgresServer running,
        string password,
        DatabaseSnapshot? snapshot
    )
    {
        if (snapshot is not null)
            Directories.Copy(Path.Combine(rds.Engines.Root, snapshot.Folder), Path.Combine(running.Folder, "data"));
        if (await running.StartAsync(rds.ProxiesOf(state, running.Database), call.Cancellation).ConfigureAwait(false) is { } failure)
            return failure;
        if (snapshot is null)
            await running.Administration.SetUpAsync(password, call.Cancellation).ConfigureAwait(false);
        else if (password.Length > 0)
            await running.Administration.SetPasswordAsync(password, call.Cancellation).ConfigureAwait(false);
        return null;
    }

    private (string? Id, DatabaseSnapshot? Snapshot) Snapshot(ResourceCall call, RdsState state)
    {
        var id = Scalars.Member(call.Properties, cluster ? "SnapshotIdentifier" : "DBSnapshotIdentifier");
        return (id, id is null ? null : call.Host.Read(state, s => s.Snapshots.GetValueOrDefault(id.ToLowerInvariant())));
    }

    private static async Task KeepAsync(ResourceCall call, RdsService rds, RdsState state, DatabaseServer server)
    {
        var running = rds.Server(server);
        await running.StopAsync().ConfigureAwait(false);
        var folder = Path.Combine("rds-snapshots", server.ResourceId);
        var kept = Path.Combine(rds.Engines.Root, folder);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        Directory.Move(Path.Combine(running.Folder, "data"), kept);
        var id = call.SnapshotName?.ToLowerInvariant()
            ?? PhysicalName.Generate($"{call.Stack.Name}-snapshot", call.LogicalId, 255).ToLowerInvariant();
        await call
            .Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
            {
                s.Put(changes, new DatabaseSnapshot(id, server, folder, call.Stacks.Time.GetUtcNow()));
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
    }

    private static async Task RemoveAsync(ResourceCall call, RdsService rds, RdsState state, DatabaseServer server)
    {
        if (server is { StandIn: false, Cluster: null })
        {
            var folder = rds.Server(server).Folder;
            await rds.RemoveAsync(server).ConfigureAwait(false);
            LocalEngines.Delete(folder);
        }
        if (server.SecretArn is { } secret)
            await MasterSecret.DeleteAsync(call, secret).ConfigureAwait(false);
        await call
            .Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
            {
                s.Delete(changes, server);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
    }

    private static ValueTask<Result<Nothing>> PutAsync(ResourceCall call, RdsState state, DatabaseServer server) =>
        call.Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
        {
            s.Put(changes, server);
            return Nothing.Instance;
        });

    private static bool IsManaged(JsonObject properties) => Scalars.Member(properties, "ManageMasterUserPassword") == "true";

    /// <summary>The password to set ("" for none), and the secret that has it when RDS keeps one.</summary>
    private async ValueTask<Result<(string Text, string? SecretArn)>> PasswordAsync(
        ResourceCall call,
        DatabaseServer server,
        bool mayBeMissing
    )
    {
        if (server.Cluster is not null)
            return ("", null);
        var given = Scalars.Member(call.Properties, "MasterUserPassword");
        if (IsManaged(call.Properties))
        {
            if (given is not null)
                return new AwsError(
                    "InvalidParameterCombination",
                    "You can't specify MasterUserPassword when ManageMasterUserPassword is enabled."
                );
            // One that is there stays as it is: whoever has it goes on
            return server.SecretArn is { } there && mayBeMissing
                ? ("", there)
                : await MasterSecret.PutAsync(call, server).ConfigureAwait(false);
        }
        if (given is null)
            return mayBeMissing || server.StandIn
                ? ("", null)
                : new AwsError("InvalidParameterValue", "The parameter MasterUserPassword must be provided and must not be blank.");
        if (server.StandIn)
            return ("", null);
        if (given.Length < 8)
            return new AwsError(
                "InvalidParameterValue",
                "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters."
            );
        if (given.Length > 128)
            return new AwsError(
                "InvalidParameterValue",
                "The parameter MasterUserPassword is not a valid password because it is longer than 128 characters."
            );
        return given.Any(c => c is '/' or '@' or '"' or ' ' or < ' ' or > '~')
            ? new AwsError(
                "InvalidParameterValue",
                "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' "
                    + "may be used."
            )
            : (given, null);
    }

    private Result<ResourceValues> Result(ResourceCall call, RdsState state, DatabaseServer server)
    {
        var endpoint = call.Host.Read(state, s =>
            s.Server(server.IsCluster ? null : server.Identifier, server.IsCluster ? server.Identifier : null)
        ) ?? server;
        var values = Values(call, server, endpoint);
        if (server.SecretArn is { } secret)
            values["MasterUserSecret.SecretArn"] = secret;
        return new ResourceValues(server.Identifier, values)
        {
            Note =
                server.StandIn
                    ? $"Stand-in: LocalCloud has no RDS. Its endpoint is the local PostgreSQL (--postgres HOST:PORT); with "
                        + "--postgres-home DIR it would be one of its own."
                : server.Cluster is null ? $"A PostgreSQL of this machine at {endpoint.Address}:{endpoint.Port}."
                : "The PostgreSQL of its cluster.",
        };
    }
}
