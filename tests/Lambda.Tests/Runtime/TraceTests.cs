using System.Diagnostics;
using Lambda.Events;
using Lambda.Runtime;
using Lambda.Tests.Infrastructure;
using Lambda.Tracing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Lambda.Tests.Runtime;

public sealed class TraceTests
{
    private const string Sampled = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a87bd80c:0";
    private const string TraceId = "5759e988bd862e3fe1be46a994272793";

    private readonly string _name = Guid.NewGuid().ToString();

    [Theory]
    [InlineData(Sampled, "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData(
        "Sampled=1; Parent=53995c3f42cd8ad8; Root=1-5759e988-bd862e3fe1be46a994272793",
        "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01"
    )]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0", null)]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1", null)]
    [InlineData("Root=1-zzzzzzzz-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", null)]
    [InlineData("nonsense", null)]
    [InlineData(null, null)]
    public void An_X_Ray_header_that_is_sampled_is_a_W3C_parent(string? header, string? expected) =>
        Assert.Equal(expected, XRay.ToTraceParent(header));

    [Fact]
    public async Task A_request_s_span_continues_X_Ray_s_trace_and_describes_the_function()
    {
        var spans = new List<Activity>();
        await using var function = await StartAsync(spans);
        await function.Api.InvokeAsync(Samples.Get("/"), trace: Sampled);
        await function.Api.FrozenAsync();
        var span = Assert.Single(spans);
        Assert.Equal(
            (TraceId, "53995c3f42cd8ad8", ActivityKind.Server),
            (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString(), span.Kind)
        );
        Assert.Equal("http", span.GetTagItem("faas.trigger"));
        Assert.Equal("00000000-0000-4000-8000-000000000001", span.GetTagItem("faas.invocation_id"));
        Assert.Equal(true, span.GetTagItem("faas.coldstart"));

        await function.Api.InvokeAsync(Samples.Get("/"));
        await function.Api.FrozenAsync();
        Assert.Equal(false, spans[1].GetTagItem("faas.coldstart"));
        Assert.NotEqual(TraceId, spans[1].TraceId.ToHexString());
    }

    [Fact]
    public async Task The_client_s_trace_context_leads()
    {
        var spans = new List<Activity>();
        await using var function = await StartAsync(spans);
        await function.Api.InvokeAsync(
            Samples.Get("/", "", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
            trace: Sampled
        );
        await function.Api.FrozenAsync();
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Assert.Single(spans).TraceId.ToHexString());
    }

    [Fact]
    public async Task A_batch_is_a_span_in_X_Ray_s_trace_linked_to_who_sent_its_messages()
    {
        var spans = new List<Activity>();
        await using var function = await StartAsync(spans, services => services.AddSingleton<ISqsRecordHandler>(new Nothing()));
        await function.Api.InvokeAsync(
            Samples.Sqs(batch =>
            {
                batch["Records"]![0]!["messageAttributes"]!["traceparent"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["stringValue"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    ["dataType"] = "String",
                };
                batch["Records"]![1]!["attributes"]!["AWSTraceHeader"] =
                    "Root=1-11111111-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
            }),
            trace: Sampled
        );
        await function.Api.FrozenAsync();
        var span = Assert.Single(spans);
        Assert.Equal(("my-queue process", ActivityKind.Consumer, TraceId), (span.DisplayName, span.Kind, span.TraceId.ToHexString()));
        Assert.Equal(
            ("pubsub", "aws_sqs", 2),
            (span.GetTagItem("faas.trigger"), span.GetTagItem("messaging.system"), span.GetTagItem("messaging.batch.message_count"))
        );
        Assert.Equal(
            ["0af7651916cd43dd8448eb211c80319c", "11111111bd862e3fe1be46a994272793"],
            span.Links.Select(link => link.Context.TraceId.ToHexString())
        );
    }

    [Fact]
    public async Task Spans_are_exported_before_the_environment_can_be_frozen()
    {
        // The exporter's own interval is an hour: nothing but the flush can make it export.
        var exported = new List<Activity>();
        await using var function = await Function.StartAsync(
            _ => { },
            services =>
                services
                    .AddOpenTelemetry()
                    .WithTracing(tracing =>
                        tracing
                            .AddSource("Microsoft.AspNetCore")
                            .AddProcessor(
                                new BatchActivityExportProcessor(new Collect(exported, _name), scheduledDelayMilliseconds: 3_600_000)
                            )
                    ),
            Name
        );
        await function.Api.InvokeAsync(Samples.Get("/"));
        await function.Api.FrozenAsync();
        Assert.Single(exported);
    }

    private Task<Function> StartAsync(List<Activity> spans, Action<IServiceCollection>? configureServices = null) =>
        Function.StartAsync(
            _ => { },
            services =>
            {
                services
                    .AddOpenTelemetry()
                    .WithTracing(tracing =>
                        tracing
                            .AddSource("Microsoft.AspNetCore", "Serverless.*")
                            .AddProcessor(new SimpleActivityExportProcessor(new Collect(spans, _name)))
                    );
                configureServices?.Invoke(services);
            },
            Name
        );

    // Activities are the process's: those of other tests, and of the stand-in's own server, are not of this function.
    private (string, string) Name => ("AWS_LAMBDA_FUNCTION_NAME", _name);

    private sealed class Nothing : ISqsRecordHandler
    {
        public Task HandleAsync(SqsRecord record, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Collect(List<Activity> spans, string function) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                if (function.Equals(activity.GetTagItem("faas.name")))
                {
                    spans.Add(activity);
                }
            }

            return ExportResult.Success;
        }
    }
}
