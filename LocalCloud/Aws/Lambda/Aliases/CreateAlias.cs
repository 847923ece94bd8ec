using System.Text.RegularExpressions;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Aliases;

internal sealed record AliasRequest
{
    public string? FunctionName { get; init; }
    public string? Name { get; init; }
    public string? FunctionVersion { get; init; }
    public string? Description { get; init; }
    public AliasRouting? RoutingConfig { get; init; }
    public string? RevisionId { get; init; }
}

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

internal static class UpdateAlias
{
    public static readonly Operation<LambdaState, AliasRequest, AliasConfiguration> Definition = Operation<LambdaState>
        .Define("UpdateAlias", LambdaJson.Default.AliasRequest, LambdaJson.Default.AliasConfiguration, Handle, CreateAlias.Members)
        .Http("PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}");

    private static Result<AliasConfiguration> Handle(LambdaState state, AliasRequest request, Context context)
    {
        if (!GetAlias.Find(state, request).Ok(out var found, out var error))
            return error;
        var (function, alias) = found;
        if (request.RevisionId is { } revision && revision != alias.RevisionId)
            return LambdaErrors.Revision;
        var version = request.FunctionVersion ?? alias.FunctionVersion!;
        var routing = request.RoutingConfig ?? alias.RoutingConfig;
        if (Routing.Check(function, version, routing) is { } bad)
            return bad;
        var updated = function.Aliases[alias.Name!] = alias with
        {
            FunctionVersion = version,
            Description = request.Description ?? alias.Description,
            RoutingConfig = routing?.AdditionalVersionWeights is { Count: > 0 } ? routing : null,
            RevisionId = Guid.NewGuid().ToString(),
        };
        state.Put(context.Changes, function);
        context.Changes.AfterCommit(() => state.Service.Fleet.Provision(state.Scope, function));
        return updated;
    }
}

internal static class GetAlias
{
    public static readonly Operation<LambdaState, AliasRequest, AliasConfiguration> Definition = Operation<LambdaState>
        .Define("GetAlias", LambdaJson.Default.AliasRequest, LambdaJson.Default.AliasConfiguration, Handle, CreateAlias.Members)
        .Http("GET /2015-03-31/functions/{FunctionName}/aliases/{Name}");

    public static Result<(Function Function, AliasConfiguration Alias)> Find(LambdaState state, AliasRequest request)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        return function.Aliases.TryGetValue(request.Name!, out var alias)
            ? (function, alias)
            : LambdaErrors.NotFound($"Cannot find alias arn: {function.QualifiedArn(request.Name)}");
    }

    private static Result<AliasConfiguration> Handle(LambdaState state, AliasRequest request, Context context) =>
        Find(state, request).Ok(out var found, out var error) ? found.Alias : error;
}

internal static class DeleteAlias
{
    public static readonly Operation<LambdaState, AliasRequest, Nothing> Definition = Operation<LambdaState>
        .Define("DeleteAlias", LambdaJson.Default.AliasRequest, Handle, CreateAlias.Members)
        .Http("DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, AliasRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        if (!function.Aliases.Remove(request.Name!))
            return Nothing.Instance;
        function.Urls.Remove(request.Name!);
        function.Provisioned.Remove(request.Name!);
        function.EventInvoke.Remove(request.Name!);
        function.Policies.Remove(request.Name!);
        state.Put(context.Changes, function);
        context.Changes.AfterCommit(() => state.Service.Fleet.Provision(state.Scope, function));
        return Nothing.Instance;
    }
}

internal sealed record ListAliasesRequest
{
    public string? FunctionName { get; init; }
    public string? FunctionVersion { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}

internal sealed record ListAliasesResponse
{
    public string? NextMarker { get; init; }
    public List<AliasConfiguration>? Aliases { get; init; }
}

internal static class ListAliases
{
    public static readonly Operation<LambdaState, ListAliasesRequest, ListAliasesResponse> Definition = Operation<LambdaState>
        .Define(
            "ListAliases",
            LambdaJson.Default.ListAliasesRequest,
            LambdaJson.Default.ListAliasesResponse,
            Handle,
            FunctionName.Member<ListAliasesRequest>(r => r.FunctionName),
            CreateAlias.VersionOf<ListAliasesRequest>(r => r.FunctionVersion),
            Lists.MaxItems<ListAliasesRequest>(r => r.MaxItems)
        )
        .Http("GET /2015-03-31/functions/{FunctionName}/aliases?FunctionVersion={FunctionVersion}&Marker={Marker}&MaxItems={MaxItems}");

    private static Result<ListAliasesResponse> Handle(LambdaState state, ListAliasesRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        var all = function.Aliases.Values.Where(a =>
            request.FunctionVersion is not { } version
            || a.FunctionVersion == version
            || a.RoutingConfig?.AdditionalVersionWeights?.ContainsKey(version) == true
        );
        return Lists.Pages.ByItem(all, a => a.Name!, request.Marker, request.MaxItems).Ok(out var page, out error)
            ? new ListAliasesResponse { Aliases = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
