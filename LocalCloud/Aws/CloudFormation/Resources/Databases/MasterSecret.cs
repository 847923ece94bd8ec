using System.Text.Json.Nodes;
using LocalCloud.Aws.Rds;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>The secret in which RDS keeps the password of a master user (docs: Password management with RDS and Secrets Manager).</summary>
internal static class MasterSecret
{
    /// <summary>A new password: in a new secret, or in the one that the database has already.</summary>
    public static async ValueTask<Result<(string Text, string? SecretArn)>> PutAsync(ResourceCall call, DatabaseServer server)
    {
        var random = await call.InvokeAsync(
                "secretsmanager",
                "GetRandomPassword",
                new() { ["PasswordLength"] = 28, ["ExcludeCharacters"] = "/@\" '\\" }
            )
            .ConfigureAwait(false);
        if (!random.Ok(out var generated, out var error))
            return error;
        var password = generated.Text("RandomPassword");
        var text = new JsonObject { ["username"] = server.MasterUsername, ["password"] = password }.ToJsonString();
        var put = server.SecretArn is { } there
            ? await call.InvokeAsync("secretsmanager", "PutSecretValue", new() { ["SecretId"] = there, ["SecretString"] = text })
                .ConfigureAwait(false)
            : await call.InvokeAsync(
                    "secretsmanager",
                    "CreateSecret",
                    new()
                    {
                        ["Name"] = $"rds!{(server.IsCluster ? "cluster" : "db")}-{Guid.NewGuid()}",
                        ["Description"] =
                            $"The secret associated with the primary RDS DB {(server.IsCluster ? "cluster" : "instance")}: "
                            + $"{server.Arn(call.Scope)}",
                        ["SecretString"] = text,
                    }
                )
                .ConfigureAwait(false);
        return put.Ok(out var answer, out error) ? (password, answer.Text("ARN")) : error;
    }

    public static async ValueTask DeleteAsync(ResourceCall call, string arn) =>
        await call.InvokeAsync("secretsmanager", "DeleteSecret", new() { ["SecretId"] = arn, ["ForceDeleteWithoutRecovery"] = true })
            .ConfigureAwait(false);
}
