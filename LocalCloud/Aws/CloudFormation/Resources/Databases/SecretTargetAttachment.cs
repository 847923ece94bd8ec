using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Rds;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>Completes a secret with where its database is (docs: AWS::SecretsManager::SecretTargetAttachment).</summary>
internal sealed class SecretTargetAttachment()
    : ResourceType(
        "AWS::SecretsManager::SecretTargetAttachment",
        new("SecretId", Shape.Text) { Required = true },
        new("TargetId", Shape.Text) { Required = true },
        new("TargetType", Shape.Text) { Required = true }
    )
{
    private static readonly string[] Added = ["engine", "host", "port", "dbname", "dbInstanceIdentifier", "dbClusterIdentifier"];

    public override IReadOnlyList<string> Attributes => ["Id"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => AttachAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => AttachAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        if (!(await ReadAsync(call, existing.PhysicalId).ConfigureAwait(false)).Ok(out var secret, out _))
            return Nothing.Instance;
        foreach (var name in Added)
            secret.Remove(name);
        return Inputs.Deleted(await WriteAsync(call, existing.PhysicalId, secret).ConfigureAwait(false), "ResourceNotFoundException");
    }

    private static async ValueTask<Result<ResourceValues>> AttachAsync(ResourceCall call)
    {
        var (id, target) = (Scalars.Member(call.Properties, "SecretId")!, Scalars.Member(call.Properties, "TargetId")!.ToLowerInvariant());
        var cluster = Scalars.Member(call.Properties, "TargetType") is "AWS::RDS::DBCluster";
        if (!cluster && Scalars.Member(call.Properties, "TargetType") is var type and not "AWS::RDS::DBInstance")
            return TemplateError.Validation($"TargetType {type} is not supported by LocalCloud");
        var state = call.Host.Service<RdsService>().State(call.Scope);
        var (server, endpoint) = call.Host.Read(state, s =>
            (s.Databases(cluster).GetValueOrDefault(target), s.Server(cluster ? null : target, cluster ? target : null))
        );
        if (server is null || endpoint is null)
            return new AwsError("InvalidRequest", $"{(cluster ? "DBCluster" : "DBInstance")} {target} not found.");
        if (!(await ReadAsync(call, id).ConfigureAwait(false)).Ok(out var secret, out var error))
            return error;
        if (server.StandIn == false || !secret.ContainsKey("host"))
        {
            secret["engine"] = "postgres";
            secret["host"] = endpoint.Address;
            secret["port"] = endpoint.Port;
            secret["username"] ??= endpoint.MasterUsername;
            if (endpoint.DatabaseName is { } name)
                secret["dbname"] = name;
            secret[cluster ? "dbClusterIdentifier" : "dbInstanceIdentifier"] = server.Identifier;
            if ((await WriteAsync(call, id, secret).ConfigureAwait(false)).Error is { } failure)
                return failure;
        }
        return new ResourceValues(id, new Dictionary<string, string> { ["Id"] = id });
    }

    private static async ValueTask<Result<JsonObject>> ReadAsync(ResourceCall call, string id)
    {
        if (
            !(await call.InvokeAsync("secretsmanager", "GetSecretValue", new() { ["SecretId"] = id }).ConfigureAwait(false)).Ok(
                out var answer,
                out var error
            )
        )
            return error;
        try
        {
            if (answer.TryGetProperty("SecretString", out var text) && JsonNode.Parse(text.GetString()!) is JsonObject members)
                return members;
        }
        catch (JsonException)
        {
            // Said below
        }
        return new AwsError("InvalidRequest", "The SecretString of the secret must be a JSON object.");
    }

    private static ValueTask<Result<JsonElement>> WriteAsync(ResourceCall call, string id, JsonObject secret) =>
        call.InvokeAsync("secretsmanager", "UpdateSecret", new() { ["SecretId"] = id, ["SecretString"] = secret.ToJsonString() });
}
