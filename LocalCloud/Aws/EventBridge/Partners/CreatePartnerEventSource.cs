using System.Text.RegularExpressions;

namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record CreatePartnerEventSourceRequest(string? Name, string? Account);

internal sealed record CreatePartnerEventSourceResponse(string EventSourceArn);

internal static partial class CreatePartnerEventSource
{
    public static readonly Operation<EventsState, CreatePartnerEventSourceRequest, CreatePartnerEventSourceResponse> Definition =
        Operation<EventsState>
            .DefineAsync(
                "CreatePartnerEventSource",
                EventsJson.Default.CreatePartnerEventSourceRequest,
                EventsJson.Default.CreatePartnerEventSourceResponse,
                HandleAsync,
                PartnerRules.SourceName<CreatePartnerEventSourceRequest>(r => r.Name).Required(),
                Must.Member<CreatePartnerEventSourceRequest>("account", r => r.Account)
                    .Required()
                    .Length(12, 12)
                    .Pattern(AccountPattern(), @"\d{12}")
            )
            .Lacking("the registration of partners: any account can be one");

    // first the customer's side: when the process ends between the two, asking again completes it
    private static async ValueTask<Result<CreatePartnerEventSourceResponse>> HandleAsync(
        EventsState state,
        CreatePartnerEventSourceRequest request,
        Context context
    )
    {
        if (context.Host.Read(state, s => s.PartnerSources.GetValueOrDefault(request.Name!)?.Accounts.Contains(request.Account!) is true))
            return new AwsError("ResourceAlreadyExistsException", $"Event source {request.Name} already exists.");
        var offered = await context
            .Host.ChangeAsync(PartnerRules.Customer(state, request.Account!), (customer, changes) =>
            {
                customer.EventSources.Put(
                    changes,
                    new EventSourceRow
                    {
                        Name = request.Name!,
                        Created = context.Now,
                        Expires = context.Now + PartnerRules.PendingFor,
                    }
                );
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        if (offered.Error is { } error)
            return error;
        return await context
            .Host.ChangeAsync(state, (s, changes) =>
            {
                var accounts = s.PartnerSources.GetValueOrDefault(request.Name!)?.Accounts ?? [];
                s.PartnerSources.Put(changes, new PartnerSourceRow(request.Name!, [.. accounts, request.Account!]));
                return (Result<CreatePartnerEventSourceResponse>)new CreatePartnerEventSourceResponse(PartnerRules.Arn(s, request.Name!));
            })
            .ConfigureAwait(false);
    }

    [GeneratedRegex(@"^\d{12}$")]
    private static partial Regex AccountPattern();
}
