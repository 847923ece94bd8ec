using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

/// <summary>What becomes of asynchronous invocations: of a function (under $LATEST), a version or an alias.</summary>
internal sealed record EventInvokeConfig
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModified { get; init; }
    public string? FunctionArn { get; init; }
    public int? MaximumRetryAttempts { get; init; }
    public int? MaximumEventAgeInSeconds { get; init; }
    public DestinationConfig? DestinationConfig { get; init; }
}

internal sealed record DestinationConfig
{
    public Destination? OnSuccess { get; init; }
    public Destination? OnFailure { get; init; }
}

internal sealed record Destination
{
    [JsonPropertyName("Destination")]
    public string? Arn { get; init; }
}

internal sealed record EventInvokeConfigRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
    public int? MaximumRetryAttempts { get; init; }
    public int? MaximumEventAgeInSeconds { get; init; }
    public DestinationConfig? DestinationConfig { get; init; }
}

internal static partial class EventInvokeConfigs
{
    public static Member<EventInvokeConfigRequest>[] Members =>
        [
            FunctionName.Namespaced<EventInvokeConfigRequest>(r => r.FunctionName),
            FunctionName.Qualified<EventInvokeConfigRequest>(r => r.Qualifier),
            Must.Member<EventInvokeConfigRequest>("maximumRetryAttempts", r => r.MaximumRetryAttempts).Range(0, 2),
            Must.Member<EventInvokeConfigRequest>("maximumEventAgeInSeconds", r => r.MaximumEventAgeInSeconds).Range(60, 21_600),
            Must.Member<EventInvokeConfigRequest>("destinationConfig.onSuccess.destination", r => r.DestinationConfig?.OnSuccess?.Arn)
                .Length(0, 350)
                .Pattern(Permissions.Patterns.Destination, Permissions.Patterns.DestinationShown),
            Must.Member<EventInvokeConfigRequest>("destinationConfig.onFailure.destination", r => r.DestinationConfig?.OnFailure?.Arn)
                .Length(0, 350)
                .Pattern(Permissions.Patterns.Destination, Permissions.Patterns.DestinationShown),
        ];

    public static AwsError? Check(EventInvokeConfigRequest request, Function function) =>
        Check(request.DestinationConfig?.OnSuccess, "OnSuccess", function)
        ?? Check(request.DestinationConfig?.OnFailure, "OnFailure", function);

    public static string Key(string? qualifier) => qualifier ?? FunctionName.Latest;

    public static AwsError NotFound(Function function, string? qualifier) =>
        LambdaErrors.NotFound($"The function {function.QualifiedArn(Key(qualifier))} doesn't have an EventInvokeConfig");

    private static AwsError? Check(Destination? destination, string name, Function function)
    {
        if (destination?.Arn is not { Length: > 0 } arn)
            return null;
        if (arn == function.Arn || arn.StartsWith(function.Arn + ":", StringComparison.Ordinal))
            return LambdaErrors.Invalid("You can't specify the function as a destination for itself.");
        // A bucket keeps failures only (docs: invocation-async-retain-records)
        if (!Form.IsMatch(arn) || (name == "OnSuccess" && arn.Split(':')[2] == "s3"))
            return LambdaErrors.Invalid(
                $"The provided destination config DestinationConfig({name}=Destination(destination={arn})) is invalid."
            );
        return null;
    }

    [GeneratedRegex(@"^arn:aws[a-zA-Z-]*:(sqs|sns|lambda|events|s3):[^:]*:\d{0,12}:.+$")]
    private static partial Regex Form { get; }
}

internal static class PutFunctionEventInvokeConfig
{
    public static readonly Operation<LambdaState, EventInvokeConfigRequest, EventInvokeConfig> Definition = Operation<LambdaState>
        .Define(
            "PutFunctionEventInvokeConfig",
            LambdaJson.Default.EventInvokeConfigRequest,
            LambdaJson.Default.EventInvokeConfig,
            (state, request, context) => Put(state, request, context, merge: false),
            EventInvokeConfigs.Members
        )
        .Http("PUT /2019-09-25/functions/{FunctionName}/event-invoke-config?Qualifier={Qualifier}");

    public static Result<EventInvokeConfig> Put(LambdaState state, EventInvokeConfigRequest request, Context context, bool merge)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        if (EventInvokeConfigs.Check(request, found.Function) is { } bad)
            return bad;
        var key = EventInvokeConfigs.Key(found.Qualifier);
        var before = found.Function.EventInvoke.GetValueOrDefault(key);
        if (merge && before is null)
            return EventInvokeConfigs.NotFound(found.Function, found.Qualifier);
        if (!merge && request is { MaximumRetryAttempts: null, MaximumEventAgeInSeconds: null, DestinationConfig: null })
            return LambdaErrors.Invalid("You must specify at least one of error handling or destination setting.");
        var config = found.Function.EventInvoke[key] = new()
        {
            LastModified = context.Now,
            FunctionArn = found.Function.QualifiedArn(key),
            MaximumRetryAttempts = request.MaximumRetryAttempts ?? (merge ? before!.MaximumRetryAttempts : null),
            MaximumEventAgeInSeconds = request.MaximumEventAgeInSeconds ?? (merge ? before!.MaximumEventAgeInSeconds : null),
            DestinationConfig =
                request.DestinationConfig is { } destinations
                    ? new() { OnSuccess = destinations.OnSuccess ?? new(), OnFailure = destinations.OnFailure ?? new() }
                : merge ? before!.DestinationConfig
                : new() { OnSuccess = new(), OnFailure = new() },
        };
        state.Put(context.Changes, found.Function);
        return config;
    }
}

internal static class UpdateFunctionEventInvokeConfig
{
    public static readonly Operation<LambdaState, EventInvokeConfigRequest, EventInvokeConfig> Definition = Operation<LambdaState>
        .Define(
            "UpdateFunctionEventInvokeConfig",
            LambdaJson.Default.EventInvokeConfigRequest,
            LambdaJson.Default.EventInvokeConfig,
            (state, request, context) => PutFunctionEventInvokeConfig.Put(state, request, context, merge: true),
            EventInvokeConfigs.Members
        )
        .Http("POST /2019-09-25/functions/{FunctionName}/event-invoke-config?Qualifier={Qualifier}");
}

internal static class GetFunctionEventInvokeConfig
{
    public static readonly Operation<LambdaState, FunctionRequest, EventInvokeConfig> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionEventInvokeConfig",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.EventInvokeConfig,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("GET /2019-09-25/functions/{FunctionName}/event-invoke-config?Qualifier={Qualifier}");

    private static Result<EventInvokeConfig> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        return found.Function.EventInvoke.TryGetValue(EventInvokeConfigs.Key(found.Qualifier), out var config)
            ? config
            : EventInvokeConfigs.NotFound(found.Function, found.Qualifier);
    }
}

internal static class DeleteFunctionEventInvokeConfig
{
    public static readonly Operation<LambdaState, FunctionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "DeleteFunctionEventInvokeConfig",
            LambdaJson.Default.FunctionRequest,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config?Qualifier={Qualifier}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        if (!found.Function.EventInvoke.Remove(EventInvokeConfigs.Key(found.Qualifier)))
            return EventInvokeConfigs.NotFound(found.Function, found.Qualifier);
        state.Put(context.Changes, found.Function);
        return Nothing.Instance;
    }
}

internal sealed record ListEventInvokeConfigsResponse
{
    public List<EventInvokeConfig>? FunctionEventInvokeConfigs { get; init; }
    public string? NextMarker { get; init; }
}

internal static class ListFunctionEventInvokeConfigs
{
    public static readonly Operation<LambdaState, ListOfFunctionRequest, ListEventInvokeConfigsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListFunctionEventInvokeConfigs",
            LambdaJson.Default.ListOfFunctionRequest,
            LambdaJson.Default.ListEventInvokeConfigsResponse,
            Handle,
            FunctionName.Member<ListOfFunctionRequest>(r => r.FunctionName),
            Lists.MaxItems<ListOfFunctionRequest>(r => r.MaxItems, 50)
        )
        .Http("GET /2019-09-25/functions/{FunctionName}/event-invoke-config/list?Marker={Marker}&MaxItems={MaxItems}");

    private static Result<ListEventInvokeConfigsResponse> Handle(LambdaState state, ListOfFunctionRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        return Lists
            .Pages.ByItem(function.EventInvoke.Values, c => c.FunctionArn!, request.Marker, request.MaxItems)
            .Ok(out var page, out error)
            ? new ListEventInvokeConfigsResponse { FunctionEventInvokeConfigs = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
