using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.EventBridge.Permissions;

internal sealed record PutPermissionRequest
{
    public string? EventBusName { get; init; }
    public string? Action { get; init; }
    public string? Principal { get; init; }
    public string? StatementId { get; init; }
    public Condition? Condition { get; init; }
    public string? Policy { get; init; }
}

internal sealed record Condition(string? Type, string? Key, string? Value);

internal static partial class PutPermission
{
    public static readonly Operation<EventsState, PutPermissionRequest, Nothing> Definition = Operation<EventsState>.Define(
        "PutPermission",
        EventsJson.Default.PutPermissionRequest,
        Handle,
        Names.OwnBusName<PutPermissionRequest>(r => r.EventBusName),
        Must.Member<PutPermissionRequest>("action", r => r.Action).Length(1, 64).Pattern(ActionPattern(), "events:[a-zA-Z]+"),
        Must.Member<PutPermissionRequest>("principal", r => r.Principal).Length(1, 12).Pattern(PrincipalPattern(), @"(\d{12}|\*)"),
        Names.StatementId<PutPermissionRequest>(r => r.StatementId),
        Must.Within<PutPermissionRequest, Condition>(
            "condition",
            r => r.Condition,
            Must.Member<Condition>("type", c => c.Type).Required(),
            Must.Member<Condition>("key", c => c.Key).Required(),
            Must.Member<Condition>("value", c => c.Value).Required()
        )
    );

    private static Result<Nothing> Handle(EventsState state, PutPermissionRequest request, Context context)
    {
        if (!Names.FindBus(state, request.EventBusName).Ok(out var bus, out var error))
            return error;
        if (!Policy(request, bus).Ok(out var policy, out error))
            return error;
        bus.Row = bus.Row with { Policy = policy, Modified = context.Now };
        state.Put(context.Changes, bus);
        return Nothing.Instance;
    }

    private static Result<string> Policy(PutPermissionRequest request, EventBus bus)
    {
        var parts = request is { Action: not null } or { Principal: not null } or { StatementId: not null } or { Condition: not null };
        if (request.Policy is { } whole)
            return parts
                ? Errors.Invalid("Parameter Policy must not be specified with Action, Principal, StatementId or Condition.")
                : BusPolicy.Read(whole);
        if (request is not { Action: not null, Principal: not null, StatementId: not null })
            return Errors.Invalid("Parameter(s) Action, Principal and StatementId must be specified.");
        if (request.Action != "events:PutEvents")
            return Errors.Invalid("Provided value in parameter 'action' is not supported.");
        if (request.Condition is { } condition && (condition.Type != "StringEquals" || condition.Key != "aws:PrincipalOrgID"))
            return Errors.Invalid("Provided value in parameter 'condition' is not supported.");
        return BusPolicy.With(bus.Row.Policy, Statement(request, bus));
    }

    private static JsonObject Statement(PutPermissionRequest request, EventBus bus)
    {
        var principal = PolicyDocument.Principal(request.Principal!);
        var statement = PolicyDocument.Permission(request.StatementId, principal, request.Action, bus.Arn);
        if (request.Condition is { } condition)
            statement["Condition"] = new JsonObject { [condition.Type!] = new JsonObject { [condition.Key!] = condition.Value } };
        return statement;
    }

    [GeneratedRegex("^events:[a-zA-Z]+$")]
    private static partial Regex ActionPattern();

    [GeneratedRegex(@"^(\d{12}|\*)$")]
    private static partial Regex PrincipalPattern();
}
