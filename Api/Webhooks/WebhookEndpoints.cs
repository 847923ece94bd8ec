using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Platform.Idempotency;

namespace Api.Webhooks;

internal static partial class WebhookEndpoints
{
    private const int MaxBodyBytes = 1024 * 1024;

    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<StripeOptions>(builder.Configuration.GetSection("Stripe"));
        builder.Services.AddSingleton<StripeSignature>();
        builder.Services.AddScoped<PaymentProcessor>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder api) =>
        api.MapPost("/webhooks/stripe", ReceiveAsync)
            .WithTags("Webhooks")
            .WithSummary("Receives events of Stripe")
            .WithDescription("Signed with the header Stripe-Signature. Each event has its effect once, however often it is delivered.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                // Only described: Accepts() would answer 415 where the contract says 400.
                operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() } };
                return Task.CompletedTask;
            })
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));

    private static async Task<Results<Ok<WebhookAnswer>, ProblemHttpResult>> ReceiveAsync(
        HttpContext http, StripeSignature signature, IdempotentRunner idempotent, PaymentProcessor processor, ILogger<PaymentProcessor> logger, CancellationToken cancellationToken)
    {
        // As text, byte for byte: the signature is over the body and not over its meaning.
        using var reader = new StreamReader(http.Request.Body);
        var payload = await reader.ReadToEndAsync(cancellationToken);
        var (stripeEvent, error) = signature.Read(payload, http.Request.Headers["Stripe-Signature"]);
        if (stripeEvent is null)
        {
            LogRefused(logger, error!);
            return TypedResults.Problem(error, statusCode: StatusCodes.Status400BadRequest, title: "The webhook is not signed by Stripe");
        }

        var outcome = await idempotent.RunAsync(
            $"stripe:{stripeEvent.Id}", ApiJson.Default.WebhookResult, token => processor.ProcessAsync(stripeEvent, payload, token), cancellationToken);
        switch (outcome)
        {
            case Idempotent<WebhookResult>.Answer answer:
                LogDone(logger, stripeEvent.Type, stripeEvent.Id, answer.Stored, answer.Value.OrderId);
                return TypedResults.Ok(new WebhookAnswer(true, answer.Stored, answer.Value));
            case Idempotent<WebhookResult>.InProgress busy:
                http.Response.Headers.RetryAfter = Math.Ceiling(busy.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem(
                    $"Event {stripeEvent.Id} is being processed.", statusCode: StatusCodes.Status409Conflict, title: "The same event is being processed now");
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Webhook refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Webhook {EventType} {EventId}: done (stored answer: {Stored}, order: {OrderId})")]
    private static partial void LogDone(ILogger logger, string eventType, string eventId, bool stored, Guid? orderId);
}
