using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class S3Bucket()
    : ResourceType(
        "AWS::S3::Bucket",
        [
            new("BucketName", Shape.Text) { Replacement = true },
            new(
                "BucketEncryption",
                Shape.Object(
                    new Property(
                        "ServerSideEncryptionConfiguration",
                        Shape.List(
                            Shape.Object(
                                new(
                                    "ServerSideEncryptionByDefault",
                                    Shape.Object(new("SSEAlgorithm", Shape.Text) { Required = true }, new("KMSMasterKeyID", Shape.Text))
                                ),
                                new("BlockedEncryptionTypes", Shape.Object(new Property("EncryptionType", Shape.List(Shape.Text)))),
                                new("BucketKeyEnabled", Shape.Boolean)
                            )
                        )
                    )
                    {
                        Required = true,
                    }
                )
            ),
            new(
                "CorsConfiguration",
                Shape.Object(
                    new Property(
                        "CorsRules",
                        Shape.List(
                            Shape.Object(
                                new("AllowedHeaders", Shape.List(Shape.Text)),
                                new("AllowedMethods", Shape.List(Shape.Text)) { Required = true },
                                new("AllowedOrigins", Shape.List(Shape.Text)) { Required = true },
                                new("ExposedHeaders", Shape.List(Shape.Text)),
                                new("Id", Shape.Text),
                                new("MaxAge", Shape.Integer)
                            )
                        )
                    )
                    {
                        Required = true,
                    }
                )
            ),
            new(
                "OwnershipControls",
                Shape.Object(
                    new Property("Rules", Shape.List(Shape.Object(new Property("ObjectOwnership", Shape.Text)))) { Required = true }
                )
            ),
            new(
                "PublicAccessBlockConfiguration",
                Shape.Object(
                    new("BlockPublicAcls", Shape.Boolean),
                    new("BlockPublicPolicy", Shape.Boolean),
                    new("IgnorePublicAcls", Shape.Boolean),
                    new("RestrictPublicBuckets", Shape.Boolean)
                )
            ),
            new("AccessControl", Shape.Text),
            new("VersioningConfiguration", Shape.Object(new Property("Status", Shape.Text) { Required = true })),
            new(
                "NotificationConfiguration",
                Shape.Object(
                    new("EventBridgeConfiguration", Shape.Object(new Property("EventBridgeEnabled", Shape.Boolean))),
                    new("LambdaConfigurations", Shape.List(Notification("Function"))),
                    new("QueueConfigurations", Shape.List(Notification("Queue"))),
                    new("TopicConfigurations", Shape.List(Notification("Topic")))
                )
            ),
            new("LifecycleConfiguration", BucketLifecycle.Shape),
            new("WebsiteConfiguration", BucketWebsite.Shape),
            new("ObjectLockEnabled", Shape.Boolean),
            new(
                "ObjectLockConfiguration",
                Shape.Object(
                    new("ObjectLockEnabled", Shape.Text),
                    new(
                        "Rule",
                        Shape.Object(
                            new Property(
                                "DefaultRetention",
                                Shape.Object(new("Mode", Shape.Text), new("Days", Shape.Integer), new("Years", Shape.Integer))
                            )
                        )
                    )
                )
            ),
            new("Tags", Shape.Tags),
            .. Property.Keep(
                "AbacStatus",
                "AccelerateConfiguration",
                "AnalyticsConfigurations",
                "IntelligentTieringConfigurations",
                "InventoryConfigurations",
                "LoggingConfiguration",
                "MetadataConfiguration",
                "MetadataTableConfiguration",
                "MetricsConfigurations"
            ),
            .. Property.Refuse("there is one copy of a bucket", "ReplicationConfiguration"),
        ]
    )
{
    private static Shape Notification(string destination) =>
        Shape.Object(
            new("Event", Shape.Text) { Required = true },
            new(destination, Shape.Text) { Required = true },
            new(
                "Filter",
                Shape.Object(
                    new Property(
                        "S3Key",
                        Shape.Object(new Property("Rules", Shape.List(Shape.Object(new("Name", Shape.Text), new("Value", Shape.Text)))))
                    )
                )
            )
        );

    public override IReadOnlyList<string> Attributes => ["Arn", "DomainName", "DualStackDomainName", "RegionalDomainName", "WebsiteURL"];

    public override string NameProperty => "BucketName";

    /// <summary>Bucket names have small letters only.</summary>
    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        PhysicalName.Generate(stackName, logicalId, 63).ToLowerInvariant();

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        // In us-east-1 CreateBucket succeeds for a bucket that one has already; it would not be this stack's.
        if (!call.Resumed && BucketDocuments.Exists(call, call.PhysicalName))
            return call.AlreadyExists(Name);
        var input = new JsonObject { ["Bucket"] = call.PhysicalName };
        if (call.Scope.Region != "us-east-1")
            input["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = call.Scope.Region };
        var created = await call.InvokeAsync("s3", "CreateBucket", input).ConfigureAwait(false);
        if (!created.Ok(out _, out var error) && !(call.Resumed && error.Code == "BucketAlreadyOwnedByYou"))
            return error;
        var set = await BucketDocuments.SetAsync(call, call.PhysicalName, [], BucketDocuments.Of(call.Properties)).ConfigureAwait(false);
        return set.Ok(out _, out error) ? Values(call) : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var set = await BucketDocuments
            .SetAsync(call, existing.PhysicalId, BucketDocuments.Of(existing.Properties), BucketDocuments.Of(call.Properties))
            .ConfigureAwait(false);
        return set.Ok(out _, out var error) ? Values(call) : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("s3", "DeleteBucket", new() { ["Bucket"] = existing.PhysicalId }).ConfigureAwait(false),
            "NoSuchBucket"
        );

    private static ResourceValues Values(ResourceCall call)
    {
        var (name, region) = (call.PhysicalName, call.Scope.Region);
        return new(
            name,
            new Dictionary<string, string>
            {
                ["Arn"] = $"arn:aws:s3:::{name}",
                ["DomainName"] = $"{name}.s3.amazonaws.com",
                ["DualStackDomainName"] = $"{name}.s3.dualstack.{region}.amazonaws.com",
                ["RegionalDomainName"] = $"{name}.s3.{region}.amazonaws.com",
                ["WebsiteURL"] = BucketWebsite.Address(call.Host, name, region),
            }
        );
    }
}
