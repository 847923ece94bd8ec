using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Platform.Idempotency;
using ServiceDefaults;

namespace Api.Webhooks;

internal static partial class WebhookEndpoints
{
    private const int MaxBodyBytes = 1024 * 1024;

    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<StripeOptions>(builder.Configuration.GetSection("Stripe"));
        builder.Services.AddSingleton<StripeSignature>();
        builder.Services.AddScoped<PaymentEvents>();
        builder.Services.AddScoped<OrderPlacement>();
        builder.Services.AddScoped<OrderRefund>();
        builder.Services.AddScoped<PaymentProcessor>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder api) =>
        api.MapPost("/webhooks/stripe", ReceiveAsync)
            .WithTags("Webhooks")
            .WithSummary("Receives events of Stripe")
            .WithDescription("Signed with the header Stripe-Signature. Each event has its effect once, however often it is delivered.")
            .AddOpenApiOperationTransformer(
                (operation, _, _) =>
                {
                    // Only described: Accepts() would answer 415 where the contract says 400.
                    operation.RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() },
                    };
                    return Task.CompletedTask;
                }
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));

    private static async Task<Results<Ok<WebhookAnswer>, ProblemHttpResult>> ReceiveAsync(
        HttpContext http,
        StripeSignature signature,
        IdempotentRunner idempotent,
        PaymentProcessor processor,
        ILogger<PaymentProcessor> logger,
        CancellationToken cancellationToken
    )
    {
        // As text, byte for byte: the signature is over the body and not over its meaning.
        using var reader = new StreamReader(http.Request.Body);
        var payload = await reader.ReadToEndAsync(cancellationToken);
        var body = signature.Read(payload, http.Request.Headers["Stripe-Signature"]);
        return body switch
        {
            SignedBody.Unsigned unsigned => Refuse(logger, unsigned.Reason, "The webhook is not signed by Stripe"),
            SignedBody.NoEvent noEvent => Refuse(logger, noEvent.Reason, "The body is not an event of Stripe"),
            SignedBody.StripeEvent read => await ProcessAsync(
                http,
                idempotent,
                logger,
                read.Value.Id,
                read.Value.Type,
                token => processor.ProcessAsync(read.Value, payload, token),
                cancellationToken
            ),
            SignedBody.Unreadable kept => await ProcessAsync(
                http,
                idempotent,
                logger,
                kept.Id,
                kept.Type,
                token => processor.KeepAsync(kept, payload, token),
                cancellationToken
            ),
            _ => throw new InvalidOperationException($"Unknown body {body}"),
        };
    }

    private static ProblemHttpResult Refuse(ILogger logger, string reason, string title)
    {
        LogRefused(logger, reason);
        return TypedResults.Problem(reason, statusCode: StatusCodes.Status400BadRequest, title: title);
    }

    private static async Task<Results<Ok<WebhookAnswer>, ProblemHttpResult>> ProcessAsync(
        HttpContext http,
        IdempotentRunner idempotent,
        ILogger logger,
        string id,
        string type,
        Func<CancellationToken, Task<WebhookResult>> work,
        CancellationToken cancellationToken
    )
    {
        WorkIds.Add(Telemetry.Attributes.EventId, id);
        var outcome = await idempotent.RunAsync($"stripe:{id}", ApiJson.Default.WebhookResult, work, cancellationToken);
        switch (outcome)
        {
            case Idempotent<WebhookResult>.Answer answer:
                WorkIds.Add(Telemetry.Attributes.OrderId, answer.Value.OrderId);
                LogDone(logger, type, id, answer.Stored, answer.Value.OrderId);
                return TypedResults.Ok(new WebhookAnswer(true, answer.Stored, answer.Value));
            case Idempotent<WebhookResult>.InProgress busy:
                http.Response.Headers.RetryAfter = Math.Ceiling(busy.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem(
                    $"Event {id} is being processed.",
                    statusCode: StatusCodes.Status409Conflict,
                    title: "The same event is being processed now"
                );
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Webhook refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Webhook {EventType} {EventId}: done (stored answer: {Stored}, order: {OrderId})")]
    private static partial void LogDone(ILogger logger, string eventType, string eventId, bool stored, Guid? orderId);
}
