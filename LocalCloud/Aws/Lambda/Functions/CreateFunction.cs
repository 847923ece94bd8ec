using System.Text.Json;
using LocalCloud.Aws.Lambda.Code;
using LocalCloud.Aws.Lambda.Layers;

namespace LocalCloud.Aws.Lambda.Functions;

internal sealed record CreateFunctionRequest : FunctionSettings
{
    public FunctionCode? Code { get; init; }
    public bool? Publish { get; init; }
    public string? PackageType { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public string? CodeSigningConfigArn { get; init; }
    public List<string>? Architectures { get; init; }
}

internal sealed record FunctionCode
{
    public byte[]? ZipFile { get; init; }
    public string? S3Bucket { get; init; }
    public string? S3Key { get; init; }
    public string? S3ObjectVersion { get; init; }
    public string? ImageUri { get; init; }
    public string? SourceKMSKeyArn { get; init; }
}

internal static class CreateFunction
{
    public static readonly Operation<LambdaState, CreateFunctionRequest, FunctionConfiguration> Definition = Operation<LambdaState>
        .DefineAsync(
            "CreateFunction",
            LambdaJson.Default.CreateFunctionRequest,
            LambdaJson.Default.FunctionConfiguration,
            HandleAsync,
            [
                .. SettingsCheck.Members<CreateFunctionRequest>(roleRequired: true),
                Must.Member<CreateFunctionRequest>("code", r => r.Code).Required(),
                CodeSource.Bucket<CreateFunctionRequest>(r => r.Code?.S3Bucket, "code.s3Bucket"),
                CodeSource.Key<CreateFunctionRequest>(r => r.Code?.S3Key, "code.s3Key"),
                Must.Member<CreateFunctionRequest>("packageType", r => r.PackageType).Enum("Image", "Zip"),
                Must.Member<CreateFunctionRequest>("architectures", r => r.Architectures).Length(1, 1),
            ]
        )
        .Http("POST /2015-03-31/functions", status: 201)
        .Lacking(
            "container images, file systems, durable functions, capacity providers, tenancy; SnapStart is stored; VpcConfig and "
                + "KMSKeyArn are stored"
        );

    private const int LongestName = 64;

    private static async ValueTask<Result<FunctionConfiguration>> HandleAsync(
        LambdaState state,
        CreateFunctionRequest request,
        Context context
    )
    {
        if (!FunctionName.Parse(request.FunctionName!, null, state.Scope).Ok(out var name, out var error))
            return error;
        if (Check(state, request, name.Name) is { } refused)
            return refused;
        var code = request.Code!;
        var read = await new CodeSource(code.ZipFile, code.S3Bucket, code.S3Key, code.S3ObjectVersion)
            .ReadAsync(context.Host, state.Scope, context.Cancellation)
            .ConfigureAwait(false);
        if (!read.Ok(out var zip, out error))
            return error;
        var package = await state.Code.KeepAsync(zip, context.Cancellation).ConfigureAwait(false);
        var created = await context
            .Host.ChangeAsync(state, (s, changes) => Create(s, changes, request, name.Name, package, context.Now))
            .ConfigureAwait(false);
        if (created.Error is not null)
            state.Code.Release([package.File]);
        return created;
    }

    private static AwsError? Check(LambdaState state, CreateFunctionRequest request, string name)
    {
        // The 140 characters of the model are those of an ARN
        if (name.Length > LongestName)
            return new AwsError(
                "ValidationException",
                $"1 validation error detected: Value '{request.FunctionName}' at 'functionName' failed to satisfy constraint: "
                    + $"Member must have length less than or equal to {LongestName}"
            );
        if (request.PackageType == "Image" || request.Code!.ImageUri is not null)
            return LambdaErrors.Unsupported("PackageType Image (Code.ImageUri) of CreateFunction");
        if (request.Handler is null || request.Runtime is null)
            return LambdaErrors.Invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        if (SettingsCheck.Check(request) is { } bad)
            return bad;
        return state.Service.Host.Read(state, s => s.Functions.ContainsKey(name))
            ? LambdaErrors.Conflict($"Function already exist: {name}")
            : null;
    }

    private static Result<FunctionConfiguration> Create(
        LambdaState state,
        Changes changes,
        CreateFunctionRequest request,
        string name,
        CodePackage package,
        DateTimeOffset now
    )
    {
        if (state.Functions.ContainsKey(name))
            return LambdaErrors.Conflict($"Function already exist: {name}");
        if (!SettingsCheck.FindLayers(state, request.Layers ?? []).Ok(out var layers, out var error))
            return error;
        if (state.Code.CheckSize(package.File, [.. layers.Select(l => l.File)]) is { } large)
            return large;
        if (request.CodeSigningConfigArn is { } signing && !state.SigningConfigs.ContainsKey(signing))
            return LambdaErrors.Of("CodeSigningConfigNotFoundException", $"The code signing configuration {signing} does not exist.", 404);
        var version = new FunctionVersion
        {
            CodeFile = package.File,
            LayerFiles = [.. layers.Select(l => l.File)],
            Configuration = Versioning.Touch(
                new FunctionConfiguration
                {
                    FunctionName = name,
                    FunctionArn = state.Arn(name),
                    Runtime = request.Runtime,
                    Role = request.Role,
                    Handler = request.Handler,
                    CodeSize = package.Size,
                    CodeSha256 = package.Sha256,
                    Description = request.Description ?? "",
                    Timeout = request.Timeout ?? 3,
                    MemorySize = request.MemorySize ?? 128,
                    Version = FunctionName.Latest,
                    VpcConfig = Vpc(request.VpcConfig),
                    DeadLetterConfig = request.DeadLetterConfig?.TargetArn is { Length: > 0 } ? request.DeadLetterConfig : null,
                    Environment = request.Environment is null ? null : new() { Variables = request.Environment.Variables ?? [] },
                    KMSKeyArn = request.KMSKeyArn is { Length: > 0 } key ? key : null,
                    TracingConfig = request.TracingConfig?.Mode is null ? new() { Mode = "PassThrough" } : request.TracingConfig,
                    Layers = layers.Count > 0 ? [.. layers.Select(l => l.Shown)] : null,
                    State = "Active",
                    LastUpdateStatus = "Successful",
                    PackageType = "Zip",
                    Architectures = request.Architectures ?? ["x86_64"],
                    EphemeralStorage = request.EphemeralStorage ?? new() { Size = 512 },
                    SnapStart = new() { ApplyOn = request.SnapStart?.ApplyOn ?? "None", OptimizationStatus = "Off" },
                    RuntimeVersionConfig = Versioning.RuntimeVersion(state.Scope, request.Runtime!),
                    LoggingConfig = Versioning.Logging(name, request.LoggingConfig, null),
                },
                now
            ),
        };
        state.Code.Retain(version.LayerFiles);
        var function = new Function { Latest = version, CodeSigningConfigArn = request.CodeSigningConfigArn };
        function.Tags = TagMap.With(function.Tags, request.Tags);
        var answer = version.Configuration;
        if (request.Publish == true)
            answer = Versioning.Publish(state, function, null, now).Configuration;
        state.Put(changes, function);
        return answer.Creating();
    }

    private static VpcConfig? Vpc(VpcConfig? config) =>
        config is null or { SubnetIds: null or { Count: 0 } } ? null : Versioning.Vpc(config);
}
