namespace LocalCloud.Publish.Plan;

/// <summary>What an image is, by its repository's name, whichever registry it comes from.</summary>
internal enum ImageKind
{
    Other,
    Postgres,
    Redis,
    AwsEmulator,
    Refused,
}

internal sealed record KnownImage(ImageKind Kind, string? Tag, string? Reason = null, string? WayOut = null)
{
    private static readonly (string[] Names, string Product, string Service)[] RefusedImages =
    [
        (
            ["mysql", "mysql-server", "mariadb", "percona", "percona-server"],
            "MySQL",
            "Amazon RDS for MySQL (AWS::RDS::DBInstance) or Aurora MySQL"
        ),
        (["mssql", "sqlserver", "azure-sql-edge"], "SQL Server", "Amazon RDS for SQL Server (AWS::RDS::DBInstance)"),
        (["rabbitmq"], "RabbitMQ", "Amazon MQ for RabbitMQ (AWS::AmazonMQ::Broker), or SQS and EventBridge"),
        (
            ["kafka", "cp-kafka", "confluent-local", "kafka-native", "redpanda"],
            "Kafka",
            "Amazon MSK (AWS::MSK::ServerlessCluster), whose clients sign in with IAM"
        ),
        (
            ["mongo", "mongodb", "mongodb-community-server", "mongodb-atlas-local"],
            "MongoDB",
            "Amazon DocumentDB (AWS::DocDB::DBCluster), or DynamoDB"
        ),
        (
            ["oracle", "database/free", "database/express", "database/enterprise", "oracle-free", "oracle-xe"],
            "Oracle Database",
            "Amazon RDS for Oracle (AWS::RDS::DBInstance)"
        ),
        (["elasticsearch", "opensearch"], "Elasticsearch", "Amazon OpenSearch Service (AWS::OpenSearchService::Domain)"),
        (
            ["timescaledb", "timescaledb-ha"],
            "TimescaleDB, an extension that RDS does not have,",
            "PostgreSQL without it (AddPostgres), or Amazon Timestream"
        ),
        (["cassandra", "scylla"], "Cassandra", "Amazon Keyspaces (AWS::Cassandra::Keyspace)"),
        (["memcached"], "Memcached", "Amazon ElastiCache (AWS::ElastiCache::ServerlessCache with the engine memcached)"),
        (["influxdb"], "InfluxDB", "Amazon Timestream for InfluxDB (AWS::Timestream::InfluxDBInstance)"),
        (["neo4j"], "Neo4j", "Amazon Neptune (AWS::Neptune::DBCluster)"),
        (
            ["ravendb", "couchdb", "couchbase", "clickhouse", "clickhouse-server", "cockroach", "eventstore", "surrealdb", "kurrentdb"],
            "a database",
            "a managed database, or the product's own cloud"
        ),
        (["nats"], "NATS", "SQS, SNS and EventBridge, or a cluster of your own"),
        (["milvus", "qdrant", "weaviate"], "a vector database", "Amazon OpenSearch Serverless, or pgvector in PostgreSQL"),
        (["keycloak"], "Keycloak", "Amazon Cognito (AWS::Cognito::UserPool), or a Keycloak of your own"),
        (["minio"], "MinIO", "Amazon S3 (AWS::S3::Bucket)"),
        (
            ["azurite", "cosmosdb", "servicebus-emulator", "eventhubs-emulator", "azure-cosmos-emulator"],
            "an emulator of Azure",
            "the AWS service for it"
        ),
    ];

    public static KnownImage Of(string image)
    {
        var digest = image.IndexOf('@');
        var bare = digest < 0 ? image : image[..digest];
        var colon = bare.LastIndexOf(':');
        var tag = colon > bare.LastIndexOf('/') ? bare[(colon + 1)..] : null;
        var path = (tag is null ? bare : bare[..colon]).ToLowerInvariant();
        var segments = path.Split('/');
        var name = segments[^1];
        if (name is "server" or "database" && segments.Length > 1)
            name = segments[^2];
        var withFolder = segments.Length > 1 ? $"{segments[^2]}/{name}" : name;

        return name switch
        {
            "postgres" or "postgresql" or "pgvector" or "postgis" => new(ImageKind.Postgres, tag),
            "redis" or "valkey" or "garnet" or "redis-stack" or "redis-stack-server" or "keydb" or "dragonfly" => new(ImageKind.Redis, tag),
            "localstack" or "localstack-pro" or "floci" or "dynamodb-local" or "elasticmq" or "moto" or "ministack" => new(
                ImageKind.AwsEmulator,
                tag
            ),
            _ when RefusedImages.FirstOrDefault(r => r.Names.Contains(name) || r.Names.Contains(withFolder))
                    is { Product: { } product, Service: { } service } => new(
                ImageKind.Refused,
                tag,
                $"{product} ({image}) is not mapped yet",
                $"On AWS it would be {service}: describe it in a CloudFormation template of the AppHost (AddAWSCloudFormationTemplate), "
                    + "or give its address as a connection string (AddConnectionString)"
            ),
            _ => new(ImageKind.Other, tag),
        };
    }
}
