using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.SecretsManager.Rotation;

namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record RotateSecretRequest
{
    public string? SecretId { get; init; }
    public string? ClientRequestToken { get; init; }
    public string? RotationLambdaARN { get; init; }
    public RotationRules? RotationRules { get; init; }
    public bool? RotateImmediately { get; init; }
}

internal static partial class RotateSecret
{
    public static readonly Operation Definition = Operation<SecretsState>
        .DefineAsync<RotateSecretRequest, SecretAnswer>(
            "RotateSecret",
            SecretsJson.Default.RotateSecretRequest,
            SecretsJson.Default.SecretAnswer,
            HandleAsync,
            Must.Member<RotateSecretRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
            Must.Member<RotateSecretRequest>("clientRequestToken", r => r.ClientRequestToken).Length(32, 64),
            Must.Member<RotateSecretRequest>("rotationLambdaARN", r => r.RotationLambdaARN).Length(0, 2048),
            Must.Within<RotateSecretRequest, RotationRules>(
                "rotationRules",
                r => r.RotationRules,
                Must.Member<RotationRules>("automaticallyAfterDays", r => r.AutomaticallyAfterDays).Range(1, 1000),
                Must.Member<RotationRules>("duration", r => r.Duration).Length(2, 3).Pattern(DurationPattern(), "[0-9]+h"),
                Must.Member<RotationRules>("scheduleExpression", r => r.ScheduleExpression).Length(1, 256)
            )
        )
        .Lacking("managed external secrets");

    private static async ValueTask<Result<SecretAnswer>> HandleAsync(SecretsState state, RotateSecretRequest request, Context context)
    {
        if (request.RotationRules?.Flaw is { } flaw)
            return Errors.Parameter(flaw);
        var known = context.Host.Read(state, s => s.Living(request.SecretId!));
        if (!known.Ok(out var secret, out var error))
            return error;
        var function = request.RotationLambdaARN is { Length: > 0 } given ? given : secret.Rotation?.FunctionArn;
        if (function is null)
            return Errors.Request("No Lambda rotation function ARN is associated with this secret.");
        if (await IsThereAsync(context, function).ConfigureAwait(false) is false)
            return new AwsError(
                "AccessDeniedException",
                "Secrets Manager cannot invoke the specified Lambda function. "
                    + "Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com."
            );
        return await context
            .Host.ChangeAsync(state, (s, changes) => Rotate(s, changes, request, function, context.Now))
            .ConfigureAwait(false);
    }

    private static Result<SecretAnswer> Rotate(
        SecretsState state,
        Changes changes,
        RotateSecretRequest request,
        string function,
        DateTimeOffset now
    )
    {
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        var rotation = secret.Rotation;
        if (rotation?.Progress is not null || (secret.Find(null, Secret.Pending) is { } left && !left.Stages.Contains(Secret.Current)))
            return Errors.Request("A previous rotation isn't complete. That rotation will be reattempted.");
        if (request.ClientRequestToken is { } token && secret.Find(token, null) is not null)
            return Errors.Request("The client request token is already in use for a version of this secret.");
        var version = Rotator.Pending(secret, request.ClientRequestToken, now);
        var rules = request.RotationRules is { AutomaticallyAfterDays: not null } or { ScheduleExpression: not null }
            ? request.RotationRules
            : rotation?.Rules;
        var after = (rotation ?? new()) with { Enabled = true, FunctionArn = function, Rules = rules };
        // With new rules, or the first time, the schedule counts from now
        if (rotation is not { Enabled: true } || rules != rotation.Rules)
            after = after.Scheduled(now);
        secret.Rotation = after with { Progress = new(version.Id, 0, null, IsTest: request.RotateImmediately is false) };
        secret.Changed = now;
        state.Put(changes, secret);
        changes.AfterCommit(() => state.Rotator.Plan(state, secret.Name));
        return new SecretAnswer(secret.Arn, secret.Name, version.Id);
    }

    private static async ValueTask<bool> IsThereAsync(Context context, string function) =>
        Arn.TryParse(function, out var arn)
        && (
            await context
                .Host.InvokeAsync(
                    arn.Scope,
                    "lambda",
                    "GetFunctionConfiguration",
                    new JsonObject { ["FunctionName"] = function },
                    context.Cancellation
                )
                .ConfigureAwait(false)
        ).Error
            is null;

    [GeneratedRegex("^[0-9]+h$")]
    private static partial Regex DurationPattern();
}
