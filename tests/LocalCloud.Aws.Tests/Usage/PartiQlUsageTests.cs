using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.Usage;

/// <summary>A statement is counted as what IAM allows, on the table and index that it names.</summary>
public sealed class PartiQlUsageTests : UsageReportTest
{
    private IAmazonDynamoDB Db =>
        field ??= Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));

    [Fact]
    public async Task Statements_are_counted_by_their_kind_and_their_resource()
    {
        const string Table = $"arn:aws:dynamodb:{Region}:{Account}:table/things";
        await Db.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = "things",
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new("id", "S"), new("kind", "S")],
                KeySchema = [new("id", KeyType.HASH)],
                GlobalSecondaryIndexes =
                [
                    new()
                    {
                        IndexName = "by-kind",
                        KeySchema = [new("kind", KeyType.HASH)],
                        Projection = new() { ProjectionType = ProjectionType.ALL },
                    },
                ],
            }
        );

        await Db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "INSERT INTO things VALUE {'id': 'a', 'kind': 'k'}" });
        await Db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "SELECT * FROM \"things\".\"by-kind\" WHERE kind = 'k'" });
        await Db.ExecuteTransactionAsync(
            new ExecuteTransactionRequest
            {
                TransactStatements =
                [
                    new() { Statement = "UPDATE things SET x = 1 WHERE id = 'a'" },
                    new() { Statement = "DELETE FROM things WHERE id = 'b'" },
                ],
            }
        );

        var inserted = await UsageAsync("dynamodb", "PartiQLInsert");
        Assert.Equal((Table, 2.0), (inserted.Resource, inserted.Units["writeUnits"]));
        var selected = await UsageAsync("dynamodb", "PartiQLSelect");
        Assert.Equal((Table + "/index/by-kind", 0.5), (selected.Resource, selected.Units["readUnits"]));
        Assert.Equal(4.0, (await UsageAsync("dynamodb", "PartiQLUpdate")).Units["writeUnits"]);
        Assert.Equal(2.0, (await UsageAsync("dynamodb", "PartiQLDelete")).Units["writeUnits"]);
        await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() =>
            Db.ExportTableToPointInTimeAsync(new() { TableArn = Table, S3Bucket = "exchange" })
        );
        Assert.Equal(Table, (await UsageAsync("dynamodb", "ExportTableToPointInTime")).Resource);
    }
}
