using System.Text.RegularExpressions;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Aliases;

internal static partial class CreateAlias
{
    private const string Shown = @"(?!^[0-9]+$)([a-zA-Z0-9-_]+)";

    public static readonly Operation<LambdaState, AliasRequest, AliasConfiguration> Definition = Operation<LambdaState>
        .Define(
            "CreateAlias",
            LambdaJson.Default.AliasRequest,
            LambdaJson.Default.AliasConfiguration,
            Handle,
            [.. Members, Must.Member<AliasRequest>("functionVersion", r => r.FunctionVersion).Required()]
        )
        .Http("POST /2015-03-31/functions/{FunctionName}/aliases", status: 201);

    public static Member<AliasRequest>[] Members =>
        [
            FunctionName.Member<AliasRequest>(r => r.FunctionName),
            Must.Member<AliasRequest>("name", r => r.Name).Required().Length(1, 128).Pattern(Form, Shown),
            VersionOf<AliasRequest>(r => r.FunctionVersion),
            Must.Member<AliasRequest>("description", r => r.Description).Length(0, 256),
        ];

    public static Member<T> VersionOf<T>(Func<T, object?> get) =>
        Must.Member("functionVersion", get).Length(1, 1024).Pattern(Version, @"(\$LATEST(\.PUBLISHED)?|[0-9]+)");

    private static Result<AliasConfiguration> Handle(LambdaState state, AliasRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        var arn = function.QualifiedArn(request.Name);
        if (function.Aliases.ContainsKey(request.Name!))
            return LambdaErrors.Conflict($"Alias already exists: {arn}");
        if (Routing.Check(function, request.FunctionVersion!, request.RoutingConfig) is { } bad)
            return bad;
        var alias = function.Aliases[request.Name!] = new()
        {
            AliasArn = arn,
            Name = request.Name,
            FunctionVersion = request.FunctionVersion,
            Description = request.Description ?? "",
            RoutingConfig = request.RoutingConfig?.AdditionalVersionWeights is { Count: > 0 } ? request.RoutingConfig : null,
            RevisionId = Guid.NewGuid().ToString(),
        };
        state.Put(context.Changes, function);
        return alias;
    }

    [GeneratedRegex(@"^(?!^[0-9]+$)([a-zA-Z0-9-_]+)$")]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"^(\$LATEST(\.PUBLISHED)?|[0-9]+)$")]
    private static partial Regex Version { get; }
}
