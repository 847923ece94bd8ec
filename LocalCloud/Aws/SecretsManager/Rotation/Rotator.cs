using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.SecretsManager.Rotation;

/// <summary>
/// Takes secrets through the four steps of their function: at once or when their schedule says so, again when a step fails. How far it has
/// come is with the secret in the store, and goes on from the first step after the next start.
/// </summary>
internal sealed partial class Rotator(SecretsManagerService service)
{
    // "Secrets Manager retries the entire rotation process multiple times" (docs: troubleshoot_rotation): how many times AWS does not say
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly string[] Steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];

    private readonly Agenda<RotatedSecret> _agenda = new();
    private readonly HashSet<RotatedSecret> _running = [];
    private readonly Lock _gate = new();
    private ILogger _log = null!;
    private CancellationToken _stopping;

    public void Start(CancellationToken stopping)
    {
        _stopping = stopping;
        _log = service.Host.Loggers.CreateLogger<Rotator>();
        _agenda.Start(service.Host.Time, due => due.ForEach(secret => Go(secret)), stopping);
        foreach (var state in service.States.Cast<SecretsState>())
        foreach (var name in service.Host.Read(state, s => s.All.Where(one => one.Rotation is not null).Select(one => one.Name).ToArray()))
            Plan(state, name);
    }

    /// <summary>After every change of what is rotated, or when.</summary>
    public void Plan(SecretsState state, string name)
    {
        var rotation = service.Host.Read(state, s => s.Find(name) is { Deleted: null } secret ? secret.Rotation : null);
        var key = new RotatedSecret(state, name);
        if (rotation?.Progress is { Again: null })
            Go(key);
        else
            _agenda.Set(key, rotation?.Progress?.Again ?? rotation?.Due);
    }

    private void Go(RotatedSecret secret)
    {
        lock (_gate)
            if (!_running.Add(secret))
                return;
        _ = Task.Run(() => RunAsync(secret), CancellationToken.None);
    }

    private async Task RunAsync(RotatedSecret secret)
    {
        try
        {
            if (await BeginAsync(secret).ConfigureAwait(false))
                await RotateAsync(secret).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            Unforeseen(_log, secret.Name, e);
        }
        finally
        {
            lock (_gate)
                _running.Remove(secret);
        }
        if (!_stopping.IsCancellationRequested)
            Plan(secret.State, secret.Name);
    }

    /// <summary>True when there is one to go on with: one that was asked for, or whose time has come.</summary>
    private async Task<bool> BeginAsync(RotatedSecret one)
    {
        var begun = await service
            .Host.ChangeAsync(one.State, (s, changes) =>
            {
                if (s.Find(one.Name) is not { Deleted: null, Rotation: { } rotation } secret)
                    return (Result<string>)"";
                if (rotation.Progress is { } progress)
                    secret.Rotation = rotation with { Progress = progress with { Again = null } };
                else if (rotation.Enabled && rotation.Due <= s.Time.GetUtcNow())
                    secret.Rotation = rotation with { Progress = new(Pending(secret, null, s.Time.GetUtcNow()).Id, 0, null, false) };
                else
                    return "";
                s.Put(changes, secret);
                return secret.Name;
            })
            .ConfigureAwait(false);
        return begun.Ok(out var name, out _) && name.Length > 0;
    }

    private async Task RotateAsync(RotatedSecret one)
    {
        var found = service.Host.Read(one.State, s =>
            s.Find(one.Name) is { Rotation: { Progress: { } progress, FunctionArn: { } function } } secret
                ? (secret.Arn, progress, function)
                : default
        );
        if (found.function is null)
            return;
        foreach (var step in found.progress.IsTest ? ["testSecret"] : Steps)
            if (await StepAsync(found.function, found.Arn, step, found.progress.Token).ConfigureAwait(false) is { } failure)
            {
                StepFailed(_log, one.Name, step, failure);
                await EndAsync(one, found.progress, failed: true).ConfigureAwait(false);
                return;
            }
        await EndAsync(one, found.progress, failed: false).ConfigureAwait(false);
    }

    private async Task<string?> StepAsync(string function, string secret, string step, string token)
    {
        if (!Arn.TryParse(function, out var arn))
            return $"{function} is no ARN.";
        var payload = new JsonObject
        {
            ["Step"] = step,
            ["SecretId"] = secret,
            ["ClientRequestToken"] = token,
        };
        var invoked = await service
            .Host.InvokeAsync(
                arn.Scope,
                "lambda",
                "Invoke",
                new JsonObject
                {
                    ["FunctionName"] = function,
                    ["InvocationType"] = "RequestResponse",
                    ["Payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(payload.ToJsonString())),
                },
                _stopping
            )
            .ConfigureAwait(false);
        // What the function answered may hold a secret, and is not told
        return !invoked.Ok(out var answer, out var error) ? error.Message
            : answer.TryGetProperty("FunctionError", out var failed) ? $"the function failed ({failed.GetString()}); its log says why."
            : null;
    }

    private async Task EndAsync(RotatedSecret one, RotationProgress progress, bool failed) =>
        await service
            .Host.ChangeAsync(one.State, (s, changes) =>
            {
                // Cancelled, or deleted
                if (s.Find(one.Name) is not { Rotation: { } rotation } secret || rotation.Progress?.Token != progress.Token)
                    return (Result<Nothing>)Nothing.Instance;
                var now = s.Time.GetUtcNow();
                if (progress.IsTest)
                {
                    secret.Versions.RemoveAll(v => v.Id == progress.Token && v.IsEmpty);
                    secret.Rotation = rotation with { Progress = null };
                }
                else if (!failed && secret.Find(progress.Token, Secret.Current) is not null)
                    secret.Rotation = (rotation with { Progress = null, LastRotated = now }).Scheduled(now);
                else if (progress.Attempts + 1 < Attempts)
                    secret.Rotation = rotation with { Progress = progress with { Attempts = progress.Attempts + 1, Again = now + Pause } };
                // The version stays pending, and the next rotation goes on with it
                else
                    secret.Rotation = (rotation with { Progress = null }).Scheduled(now);
                s.Put(changes, secret);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);

    /// <summary>The version without a value that the function is to fill; that of a rotation that failed, when there is one.</summary>
    public static SecretVersion Pending(Secret secret, string? token, DateTimeOffset now)
    {
        if (secret.Find(null, Secret.Pending) is { } left && !left.Stages.Contains(Secret.Current))
            return left;
        var version = new SecretVersion(token ?? Guid.NewGuid().ToString(), null, null, now);
        secret.Versions.Add(version);
        secret.Stage(version, [Secret.Pending]);
        return version;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Secrets Manager: rotation of {Secret} failed at {Step}: {Reason}")]
    private static partial void StepFailed(ILogger log, string secret, string step, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Secrets Manager: rotation of {Secret} failed")]
    private static partial void Unforeseen(ILogger log, string secret, Exception e);

    private sealed record RotatedSecret(SecretsState State, string Name);
}
