using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>What a connector between two types of resources makes (docs: reference-sam-connector).</summary>
internal abstract record ConnectorProfile(string[] Permissions)
{
    private const string Function = "AWS::Lambda::Function",
        Queue = "AWS::SQS::Queue",
        Topic = "AWS::SNS::Topic",
        Table = "AWS::DynamoDB::Table",
        Bucket = "AWS::S3::Bucket",
        Bus = "AWS::Events::EventBus",
        Rule = "AWS::Events::Rule",
        Api = "AWS::ApiGatewayV2::Api";

    private const string ReadsQueue = "sqs:ReceiveMessage sqs:GetQueueAttributes";

    public static ConnectorProfile? Of(string from, string to) =>
        (from, to) switch
        {
            (Function, Function) => new RolePolicy(true, [("Write", "lambda:InvokeAsync lambda:InvokeFunction")], ""),
            (Function, Bucket) => new RolePolicy(
                true,
                [
                    (
                        "Read",
                        "s3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention s3:GetObjectTorrent "
                            + "s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTorrent "
                            + "s3:ListBucket s3:ListBucketMultipartUploads s3:ListBucketVersions s3:ListMultipartUploadParts"
                    ),
                    (
                        "Write",
                        "s3:AbortMultipartUpload s3:DeleteObject s3:DeleteObjectVersion s3:PutObject s3:PutObjectLegalHold "
                            + "s3:PutObjectRetention s3:RestoreObject"
                    ),
                ],
                "",
                "/*"
            ),
            (Function, Table) => new RolePolicy(
                true,
                [
                    (
                        "Read",
                        "dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem "
                            + "dynamodb:PartiQLSelect"
                    ),
                    (
                        "Write",
                        "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete "
                            + "dynamodb:PartiQLInsert dynamodb:PartiQLUpdate"
                    ),
                ],
                "",
                "/index/*"
            ),
            (Function, Queue) => new RolePolicy(
                true,
                [("Read", ReadsQueue), ("Write", "sqs:DeleteMessage sqs:SendMessage sqs:ChangeMessageVisibility sqs:PurgeQueue")],
                ""
            ),
            (Function, Topic) => new RolePolicy(true, [("Write", "sns:Publish")], ""),
            (Function or Rule, Bus) => new RolePolicy(true, [("Write", "events:PutEvents")], ""),
            (Table, Function) => new RolePolicy(
                false,
                [("Read", "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams")],
                "/stream/*"
            ),
            (Queue, Function) => new RolePolicy(false, [("Read", ReadsQueue), ("Write", "sqs:DeleteMessage")], ""),
            (Rule, Function) => new FunctionPermission("events.amazonaws.com"),
            (Topic, Function) => new FunctionPermission("sns.amazonaws.com"),
            (Bucket, Function) => new FunctionPermission("s3.amazonaws.com"),
            (Api, Function) => new FunctionPermission("apigateway.amazonaws.com"),
            (Rule, Queue) => new DestinationPolicy("events.amazonaws.com", "sqs:SendMessage"),
            (Topic, Queue) => new DestinationPolicy("sns.amazonaws.com", "sqs:SendMessage"),
            (Rule, Topic) => new DestinationPolicy("events.amazonaws.com", "sns:Publish"),
            _ => null,
        };

    public bool Has(string permission) => Permissions.Contains(permission);

    /// <summary>null when it was added.</summary>
    public abstract string? Add(Expansion into, Connection connection, IReadOnlyCollection<string> asked);

    /// <param name="OfSource">The source's role uses the destination; else the destination's role the source.</param>
    /// <param name="Behind">What follows the ARN of what is used.</param>
    private sealed record RolePolicy(bool OfSource, (string Permission, string Actions)[] Actions, params string[] Behind)
        : ConnectorProfile([.. Actions.Select(a => a.Permission)])
    {
        public override string? Add(Expansion into, Connection connection, IReadOnlyCollection<string> asked)
        {
            var (user, used) = OfSource ? (connection.Source, connection.Destination) : (connection.Destination, connection.Source);
            if (user.Role is not { } role)
                return $"Unable to get IAM role name from '{(OfSource ? "Source" : "Destination")}' resource.";
            var statements = Actions
                .Where(a => asked.Contains(a.Permission))
                .Select(a =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["Effect"] = "Allow",
                            ["Action"] = new JsonArray([.. a.Actions.Split(' ').Select(action => JsonValue.Create(action))]),
                            ["Resource"] = new JsonArray([
                                .. Behind.Select(behind =>
                                    behind.Length == 0
                                        ? (JsonNode)used.Arn
                                        : new JsonObject
                                        {
                                            ["Fn::Sub"] = new JsonArray($"${{Arn}}{behind}", new JsonObject { ["Arn"] = used.Arn }),
                                        }
                                ),
                            ]),
                        }
                );
            into.Add(
                $"{connection.Id}Policy{connection.Suffix}",
                "AWS::IAM::ManagedPolicy",
                new()
                {
                    ["PolicyDocument"] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) },
                    ["Roles"] = new JsonArray(role),
                },
                connection.From
            );
            return null;
        }
    }

    private sealed record FunctionPermission(string Principal) : ConnectorProfile(["Write"])
    {
        public override string? Add(Expansion into, Connection connection, IReadOnlyCollection<string> asked)
        {
            var source = connection.Source;
            var permission = new JsonObject
            {
                ["Action"] = "lambda:InvokeFunction",
                ["FunctionName"] = connection.Destination.Arn,
                ["Principal"] = Principal,
                ["SourceArn"] =
                    source.Type == Api
                        ? Expansion.Sub(
                            $"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{source.Id}}}/{connection.Qualifier ?? "*"}"
                        )
                        : source.Arn,
            };
            if (source.Type == Bucket)
                permission["SourceAccount"] = Expansion.Ref("AWS::AccountId");
            into.Add($"{connection.Id}WriteLambdaPermission{connection.Suffix}", "AWS::Lambda::Permission", permission, connection.From);
            return null;
        }
    }

    private sealed record DestinationPolicy(string Principal, string Action) : ConnectorProfile(["Write"])
    {
        public override string? Add(Expansion into, Connection connection, IReadOnlyCollection<string> asked)
        {
            var (kind, list) = connection.Destination.Type == Queue ? ("Queue", "Queues") : ("Topic", "Topics");
            into.Add(
                $"{connection.Id}{kind}Policy{connection.Suffix}",
                connection.Destination.Type == Queue ? "AWS::SQS::QueuePolicy" : "AWS::SNS::TopicPolicy",
                new()
                {
                    ["PolicyDocument"] = new JsonObject
                    {
                        ["Version"] = "2012-10-17",
                        ["Statement"] = new JsonArray(
                            new JsonObject
                            {
                                ["Effect"] = "Allow",
                                ["Principal"] = new JsonObject { ["Service"] = Principal },
                                ["Resource"] = connection.Destination.Arn,
                                ["Action"] = Action,
                                ["Condition"] = new JsonObject
                                {
                                    ["ArnEquals"] = new JsonObject { ["aws:SourceArn"] = connection.Source.Arn },
                                },
                            }
                        ),
                    },
                    [list] = new JsonArray(Expansion.Ref(connection.Destination.Id)),
                },
                connection.From
            );
            return null;
        }
    }
}
