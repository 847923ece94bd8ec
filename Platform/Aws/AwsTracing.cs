using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3.Model;
using Amazon.SQS.Model;
using Platform.Aws.Minimal;
using ServiceDefaults;

namespace Platform.Aws;

/// <summary>A client span around every AWS call, retries included, by OpenTelemetry's conventions for AWS SDKs.</summary>
internal sealed class AwsTracing : PipelineHandler
{
    /// <summary>
    /// Adds the span, and the deadlines of its <see cref="AwsBudget"/>, to every client that is made from now on in this process. Any
    /// number of calls.
    /// </summary>
    public static void Register() => RuntimePipelineCustomizerRegistry.Instance.Register(new Customizer());

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        var service = context.ServiceMetaData?.ServiceId ?? context.ClientConfig.ServiceId ?? "AWS";
        var method = context.OriginalRequest is MinimalRequest minimal
            ? minimal.Operation
            : WithoutSuffix(context.OriginalRequest.GetType().Name);
        using var activity = Telemetry.Aws.StartActivity($"{service}.{method}", ActivityKind.Client);
        if (activity is null)
        {
            return await base.InvokeAsync<T>(executionContext);
        }

        activity.SetTag(Telemetry.Attributes.RpcSystem, "aws-api");
        activity.SetTag(Telemetry.Attributes.RpcService, service);
        activity.SetTag(Telemetry.Attributes.RpcMethod, method);
        activity.SetTag(
            Telemetry.Attributes.CloudRegion,
            context.ClientConfig.RegionEndpoint?.SystemName ?? context.ClientConfig.AuthenticationRegion
        );
        SetResource(activity, context.OriginalRequest);
        try
        {
            var response = await base.InvokeAsync<T>(executionContext);
            if (response is AmazonWebServiceResponse answer)
            {
                activity.SetTag(Telemetry.Attributes.HttpStatus, (int)answer.HttpStatusCode);
                activity.SetTag(Telemetry.Attributes.AwsRequestId, answer.ResponseMetadata?.RequestId);
            }

            return response;
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }

    private static string WithoutSuffix(string name) =>
        name.EndsWith("Request", StringComparison.Ordinal) ? name[..^"Request".Length] : name;

    private static void SetResource(Activity activity, AmazonWebServiceRequest request)
    {
        switch (request)
        {
            case SendMessageRequest sent:
                activity.SetTag(Telemetry.Attributes.AwsQueueUrl, sent.QueueUrl);
                break;
            case SendMessageBatchRequest sent:
                activity.SetTag(Telemetry.Attributes.AwsQueueUrl, sent.QueueUrl);
                break;
            case DeleteMessageBatchRequest deleted:
                activity.SetTag(Telemetry.Attributes.AwsQueueUrl, deleted.QueueUrl);
                break;
            case ChangeMessageVisibilityRequest changed:
                activity.SetTag(Telemetry.Attributes.AwsQueueUrl, changed.QueueUrl);
                break;
            case PutObjectRequest put:
                SetObject(activity, put.BucketName, put.Key);
                break;
            case GetObjectRequest get:
                SetObject(activity, get.BucketName, get.Key);
                break;
            case GetItemRequest get:
                activity.SetTag(Telemetry.Attributes.AwsTableNames, new[] { get.TableName });
                break;
            case PutItemRequest put:
                activity.SetTag(Telemetry.Attributes.AwsTableNames, new[] { put.TableName });
                break;
            case DeleteItemRequest deleted:
                activity.SetTag(Telemetry.Attributes.AwsTableNames, new[] { deleted.TableName });
                break;
        }
    }

    private static void SetObject(Activity activity, string bucket, string key)
    {
        activity.SetTag(Telemetry.Attributes.AwsBucket, bucket);
        activity.SetTag(Telemetry.Attributes.AwsKey, key);
    }

    private sealed class Customizer : IRuntimePipelineCustomizer
    {
        // The registry keeps one customizer per name.
        public string UniqueName => "Platform.Aws.AwsTracing";

        public void Customize(Type type, RuntimePipeline pipeline)
        {
            if (AwsBudget.Of(type) is { } budget)
            {
                pipeline.AddHandlerAfter<RetryHandler>(new AwsAttemptDeadline());
                pipeline.AddHandler(new AwsCallDeadline(budget));
            }

            pipeline.AddHandler(new AwsTracing());
        }
    }
}
