namespace LocalCloud.Aws.Lambda.Functions;

internal sealed record UpdateFunctionConfigurationRequest : FunctionSettings
{
    public string? RevisionId { get; init; }
}

internal static class UpdateFunctionConfiguration
{
    public static readonly Operation<LambdaState, UpdateFunctionConfigurationRequest, FunctionConfiguration> Definition =
        Operation<LambdaState>
            .Define(
                "UpdateFunctionConfiguration",
                LambdaJson.Default.UpdateFunctionConfigurationRequest,
                LambdaJson.Default.FunctionConfiguration,
                Handle,
                SettingsCheck.Members<UpdateFunctionConfigurationRequest>(roleRequired: false)
            )
            .Http("PUT /2015-03-31/functions/{FunctionName}/configuration")
            .Lacking("file systems, durable functions, capacity providers");

    private static Result<FunctionConfiguration> Handle(LambdaState state, UpdateFunctionConfigurationRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        if (SettingsCheck.Check(request) is { } bad)
            return bad;
        if (request.RevisionId is { } revision && revision != function.Latest.Configuration.RevisionId)
            return LambdaErrors.Revision;
        if (!SettingsCheck.FindLayers(state, request.Layers ?? []).Ok(out var layers, out error))
            return error;
        if (state.Code.CheckSize(function.Latest.CodeFile, [.. layers.Select(l => l.File)]) is { } large)
            return large;
        var before = function.Latest.Configuration;
        var after = Versioning.Touch(
            before with
            {
                Role = request.Role ?? before.Role,
                Handler = request.Handler ?? before.Handler,
                Description = request.Description ?? before.Description,
                Timeout = request.Timeout ?? before.Timeout,
                MemorySize = request.MemorySize ?? before.MemorySize,
                VpcConfig = request.VpcConfig is { } vpc ? Versioning.Vpc(vpc) : before.VpcConfig,
                Environment = request.Environment is { } environment
                    ? new() { Variables = environment.Variables ?? [] }
                    : before.Environment,
                Runtime = request.Runtime ?? before.Runtime,
                RuntimeVersionConfig = request.Runtime is { } runtime
                    ? Versioning.RuntimeVersion(state.Scope, runtime)
                    : before.RuntimeVersionConfig,
                DeadLetterConfig = request.DeadLetterConfig is { } dead
                    ? dead.TargetArn is { Length: > 0 }
                        ? dead
                        : null
                    : before.DeadLetterConfig,
                KMSKeyArn = request.KMSKeyArn is { } key
                    ? key.Length > 0
                        ? key
                        : null
                    : before.KMSKeyArn,
                TracingConfig = request.TracingConfig?.Mode is null ? before.TracingConfig : request.TracingConfig,
                Layers =
                    request.Layers is null ? before.Layers
                    : layers.Count > 0 ? [.. layers.Select(l => l.Shown)]
                    : null,
                EphemeralStorage = request.EphemeralStorage ?? before.EphemeralStorage,
                SnapStart = request.SnapStart is { } snap ? new() { ApplyOn = snap.ApplyOn, OptimizationStatus = "Off" } : before.SnapStart,
                LoggingConfig = Versioning.Logging(function.Name, request.LoggingConfig, before.LoggingConfig),
            },
            context.Now
        );
        var old = function.Latest;
        function.Latest = new()
        {
            Configuration = after,
            CodeFile = old.CodeFile,
            LayerFiles = request.Layers is null ? old.LayerFiles : [.. layers.Select(l => l.File)],
        };
        state.Code.Retain(function.Latest.Files);
        state.Drop(context.Changes, old);
        state.Put(context.Changes, function);
        return after.Updating();
    }
}
