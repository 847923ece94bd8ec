using System.Text.Json.Nodes;
using LocalCloud.Aws.SecretsManager.Operations;

namespace LocalCloud.Aws.Rds.Databases;

/// <summary>The secret in which RDS keeps the password of a master user (docs: Password management with RDS and Secrets Manager).</summary>
internal static class MasterSecret
{
    /// <summary>A new password: in a new secret, or in the one that the database has already.</summary>
    public static async ValueTask<Result<MasterPassword>> PutAsync(RdsState state, DatabaseServer server, CancellationToken cancellation)
    {
        var (host, scope) = (state.Host, state.Scope);
        var random = await host.InvokeAsync(
                scope,
                GetRandomPassword.Definition,
                new() { PasswordLength = 28, ExcludeCharacters = "/@\" '\\" },
                cancellation
            )
            .ConfigureAwait(false);
        if (!random.Ok(out var generated, out var error))
            return error;
        var password = generated.RandomPassword;
        var text = new JsonObject { ["username"] = server.MasterUsername, ["password"] = password }.ToJsonString();
        var put = server.SecretArn is { } there
            ? await host.InvokeAsync(scope, PutSecretValue.Definition, new() { SecretId = there, SecretString = text }, cancellation)
                .ConfigureAwait(false)
            : await host.InvokeAsync(
                    scope,
                    CreateSecret.Definition,
                    new()
                    {
                        Name = $"rds!{(server.IsCluster ? "cluster" : "db")}-{Guid.NewGuid()}",
                        Description =
                            $"The secret associated with the primary RDS DB {(server.IsCluster ? "cluster" : "instance")}: "
                            + $"{server.Arn(scope)}",
                        SecretString = text,
                    },
                    cancellation
                )
                .ConfigureAwait(false);
        return put.Ok(out var answer, out error) ? new MasterPassword(password, answer.Arn) : error;
    }

    public static async ValueTask DeleteAsync(RdsState state, string arn, CancellationToken cancellation) =>
        await state
            .Host.InvokeAsync(state.Scope, DeleteSecret.Definition, new(arn, null, ForceDeleteWithoutRecovery: true), cancellation)
            .ConfigureAwait(false);
}
