using LocalCloud.Publish.Values;
using Spectre.Console;

namespace LocalCloud.Publish.Report;

/// <summary>What becomes of each kind of resource.</summary>
internal static class MappingList
{
    private static readonly (string What, string Becomes)[] Mappings =
    [
        (
            "project.v0/v1 with an external HTTP endpoint",
            "Lambda function behind an HTTP API; route groups of it functions of their own (LambdaFunction items, PublishAsLambda)"
        ),
        ("project.v0/v1 with a queue", "Lambda function with an event source mapping: partial batch responses, maximum concurrency"),
        ("project.v0/v1 with a bus and an event pattern", "Lambda function as target of a rule, with a dead-letter queue"),
        ("project.v0/v1 with a schedule", "Lambda function as target of a scheduled rule"),
        ("project.v0/v1 without a trigger, or that does not speak Lambda's runtime API", "ECS Fargate service, its image a parameter"),
        ("container.v1 with build, dockerfile.v0", "ECS Fargate service, its image a parameter (docker build)"),
        ("container: postgres, pgvector, postgis", "RDS for PostgreSQL behind RDS Proxy; Aurora Serverless v2 with --aurora"),
        ("container: redis, valkey, garnet, redis-stack, keydb, dragonfly", "ElastiCache Serverless (Valkey), TLS"),
        ("container: localstack, floci, dynamodb-local, elasticmq, moto", "nothing: the SDKs find the real services"),
        ("container: mysql, mariadb, mssql, oracle", "refused: RDS by a template or connection string"),
        ("container: rabbitmq, kafka, redpanda, nats", "refused: Amazon MQ, MSK, or SQS and EventBridge"),
        ("container: mongo, elasticsearch, opensearch, qdrant, milvus, weaviate", "refused: DocumentDB, DynamoDB, OpenSearch Service"),
        (
            "container: cassandra, memcached, influxdb, neo4j, timescaledb, clickhouse, ravendb, couchdb",
            "refused: Keyspaces, ElastiCache, Timestream, Neptune, the product's own cloud"
        ),
        ("container: keycloak, minio, emulators of Azure", "refused: Cognito, S3, the AWS service for it"),
        ("container: other image, stateless", "ECS Fargate service, its image a parameter (a copy in ECR)"),
        ("container, built or of another image, with volumes or bind mounts", "refused: data would be lost with the task"),
        ("executable.v0", "refused: give it a Dockerfile"),
        ("parameter.v0, secret, generated", "Secrets Manager, generated there"),
        ("parameter.v0, secret, given", "NoEcho parameter, kept in Secrets Manager"),
        ("parameter.v0", "parameter of the template; one whose value stands in the manifest: that value"),
        ("value.v0, annotated.string", "their value, where it is used"),
        ("aws.cloudformation.template.v0", "its resources, merged in; outputs wired to whoever refers to them"),
        ("aws.cloudformation.stack.v0", "the stack as it is; each output that is used becomes a parameter"),
        ("aws.lambda.function.v0 (PublishAsLambda)", "settings of a project's function"),
        ("deployment of a project.v1 or container.v1 (Azure)", "left out, and said"),
        ("azure.bicep.*, dapr.*, any other type", "refused by name"),
    ];

    public static void Print()
    {
        var console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 180;
        var table = new Table().Border(TableBorder.None).AddColumns("In the manifest", "On AWS");
        foreach (var (what, becomes) in Mappings)
            table.AddRow(Markup.Escape(what), Markup.Escape(becomes));
        console.Write(table);
        console.WriteLine();
        var variables = new Table().Border(TableBorder.None).AddColumns("Variables left out", "Because");
        foreach (var (name, functionsOnly, reason) in EnvironmentRules.Dropped)
            variables.AddRow(Markup.Escape(name), Markup.Escape(functionsOnly ? $"{reason} (functions only)" : reason));
        console.Write(variables);
    }
}
