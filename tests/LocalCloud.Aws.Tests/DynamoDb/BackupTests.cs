using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class BackupTests : DynamoDbTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-dynamodb-").FullName;

    protected override string? DataDirectory => _directory;

    private async Task<string> BackupAsync(string table, string name) =>
        (await Db.CreateBackupAsync(new CreateBackupRequest { TableName = table, BackupName = name })).BackupDetails.BackupArn;

    private async Task<string> ItemsAsync(string table) =>
        string.Join(" ", (await Db.ScanAsync(new ScanRequest(table))).Items.Select(Show).Order(StringComparer.Ordinal));

    private Task RecoverAsync(bool enabled = true, int? days = null) =>
        Db.UpdateContinuousBackupsAsync(
            new UpdateContinuousBackupsRequest
            {
                TableName = Things,
                PointInTimeRecoverySpecification = new() { PointInTimeRecoveryEnabled = enabled, RecoveryPeriodInDays = days },
            }
        );

    private Task RestoreAsync(string target, DateTimeOffset? time) =>
        Db.RestoreTableToPointInTimeAsync(
            new RestoreTableToPointInTimeRequest
            {
                SourceTableName = Things,
                TargetTableName = target,
                RestoreDateTime = time?.UtcDateTime,
                UseLatestRestorableTime = time is null ? true : null,
            }
        );

    [Fact]
    public async Task A_backup_is_the_table_as_it_was()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });
        var arn = await BackupAsync(Things, "before");
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(2) });
        await PutAsync(Key("b"));
        await Db.DeleteTableAsync(Things);
        await RestartAsync();

        var restored = (
            await Db.RestoreTableFromBackupAsync(new RestoreTableFromBackupRequest { BackupArn = arn, TargetTableName = "again" })
        ).TableDescription;

        Assert.Equal(
            (TableStatus.CREATING, true, arn),
            (restored.TableStatus, restored.RestoreSummary.RestoreInProgress, restored.RestoreSummary.SourceBackupArn)
        );
        Assert.False((await Db.DescribeTableAsync("again")).Table.RestoreSummary.RestoreInProgress);
        Assert.Equal("{id:'a',x:1}", await ItemsAsync("again"));
        await RestartAsync();
        Assert.Equal("{id:'a',x:1}", await ItemsAsync("again"));
    }

    [Fact]
    public async Task A_backup_tells_of_its_table()
    {
        await CreateEventsAsync();
        await PutAsync(new() { ["feed"] = S("a"), ["seq"] = N(1) }, Events);
        await Db.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = Events,
                TimeToLiveSpecification = new() { AttributeName = "until", Enabled = true },
            }
        );
        var arn = await BackupAsync(Events, "one");
        Assert.Matches($"^arn:aws:dynamodb:{Region}:{Account}:table/events/backup/[0-9]{{14}}-[0-9a-f]{{8}}$", arn);

        var backup = (await Db.DescribeBackupAsync(new DescribeBackupRequest { BackupArn = arn })).BackupDescription;

        Assert.Equal(
            (BackupStatus.AVAILABLE, BackupType.USER, "one"),
            (backup.BackupDetails.BackupStatus, backup.BackupDetails.BackupType, backup.BackupDetails.BackupName)
        );
        Assert.Equal(
            ("events", 1L, BillingMode.PAY_PER_REQUEST),
            (backup.SourceTableDetails.TableName, backup.SourceTableDetails.ItemCount, backup.SourceTableDetails.BillingMode)
        );
        var features = backup.SourceTableFeatureDetails;
        Assert.Equal(
            ("by-kind", "by-time", "until"),
            (
                Assert.Single(features.GlobalSecondaryIndexes).IndexName,
                Assert.Single(features.LocalSecondaryIndexes).IndexName,
                features.TimeToLiveDescription.AttributeName
            )
        );
    }

    [Fact]
    public async Task Indexes_can_be_left_out_and_the_billing_changed()
    {
        await CreateEventsAsync();
        await PutAsync(
            new()
            {
                ["feed"] = S("a"),
                ["seq"] = N(1),
                ["kind"] = S("k"),
                ["happened"] = S("1"),
            },
            Events
        );
        var arn = await BackupAsync(Events, "one");

        var table = (
            await Db.RestoreTableFromBackupAsync(
                new RestoreTableFromBackupRequest
                {
                    BackupArn = arn,
                    TargetTableName = "again",
                    GlobalSecondaryIndexOverride = [],
                    LocalSecondaryIndexOverride = [],
                    BillingModeOverride = "PROVISIONED",
                    ProvisionedThroughputOverride = new(2, 3),
                }
            )
        ).TableDescription;

        Assert.Equal((2L, 3L), (table.ProvisionedThroughput.ReadCapacityUnits, table.ProvisionedThroughput.WriteCapacityUnits));
        Assert.Equal(["feed", "seq"], table.AttributeDefinitions.Select(attribute => attribute.AttributeName));
        var whole = (
            await Db.RestoreTableFromBackupAsync(new RestoreTableFromBackupRequest { BackupArn = arn, TargetTableName = "whole" })
        ).TableDescription;
        Assert.Equal(1, Assert.Single(whole.GlobalSecondaryIndexes).ItemCount);
        Assert.Equal(
            ("TableAlreadyExistsException", "Table already exists: again"),
            await FailureAsync(() =>
                Db.RestoreTableFromBackupAsync(new RestoreTableFromBackupRequest { BackupArn = arn, TargetTableName = "again" })
            )
        );
    }

    [Fact]
    public async Task Backups_are_listed_by_table_time_and_type()
    {
        await CreateThingsAsync();
        await CreateThingsAsync("others");
        var arns = new List<string>();
        foreach (var table in (string[])[Things, "others", Things])
        {
            arns.Add(await BackupAsync(table, "backup"));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var first = await Db.ListBackupsAsync(new ListBackupsRequest { Limit = 2 });
        Assert.Equal((arns[1], 2), (first.LastEvaluatedBackupArn, first.BackupSummaries.Count));
        Assert.Equal(
            arns[2],
            Assert
                .Single((await Db.ListBackupsAsync(new ListBackupsRequest { ExclusiveStartBackupArn = arns[1] })).BackupSummaries)
                .BackupArn
        );
        Assert.Equal(
            [arns[0], arns[2]],
            (await Db.ListBackupsAsync(new ListBackupsRequest { TableName = Things })).BackupSummaries.Select(backup => backup.BackupArn)
        );
        Assert.Equal(
            arns[1],
            Assert
                .Single(
                    (
                        await Db.ListBackupsAsync(
                            new ListBackupsRequest
                            {
                                TimeRangeLowerBound = Beginning.AddMinutes(1).UtcDateTime,
                                TimeRangeUpperBound = Beginning.AddMinutes(2).UtcDateTime,
                            }
                        )
                    ).BackupSummaries
                )
                .BackupArn
        );
        Assert.Empty((await Db.ListBackupsAsync(new ListBackupsRequest { BackupType = "SYSTEM" })).BackupSummaries ?? []);

        Assert.Equal(
            BackupStatus.DELETED,
            (await Db.DeleteBackupAsync(new DeleteBackupRequest { BackupArn = arns[0] })).BackupDescription.BackupDetails.BackupStatus
        );
        Assert.Equal(
            ("BackupNotFoundException", $"Backup not found: {arns[0]}"),
            await FailureAsync(() => Db.DescribeBackupAsync(new DescribeBackupRequest { BackupArn = arns[0] }))
        );
        Assert.Equal(("TableNotFoundException", "Table not found: nowhere"), await FailureAsync(() => BackupAsync("nowhere", "backup")));
    }

    [Fact]
    public async Task A_table_is_restored_as_it_was_at_a_time()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });
        await RecoverAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(2) });
        await PutAsync(Key("b"));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Db.DeleteItemAsync(Things, Key("a"));
        await RestartAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));

        await RestoreAsync("at0", Beginning);
        await RestoreAsync("at1", Beginning.AddMinutes(1));
        await RestoreAsync("latest", null);

        Assert.Equal(
            ("{id:'a',x:1}", "{id:'a',x:2} {id:'b'}", "{id:'b'}"),
            (await ItemsAsync("at0"), await ItemsAsync("at1"), await ItemsAsync("latest"))
        );
        Assert.Equal("{id:'b'}", await ItemsAsync(Things));
    }

    [Fact]
    public async Task Only_what_is_within_the_window_can_be_restored()
    {
        await CreateThingsAsync();
        Assert.Equal(
            ("PointInTimeRecoveryUnavailableException", "Point in time recovery is not enabled for table 'things'"),
            await FailureAsync(() => RestoreAsync("again", null))
        );
        await RecoverAsync(days: 1);
        Clock.Advance(TimeSpan.FromDays(2));
        await PutAsync(Key("a"));
        await RecoverAsync(days: 1);

        var window = (await Db.DescribeContinuousBackupsAsync(new DescribeContinuousBackupsRequest { TableName = Things }))
            .ContinuousBackupsDescription
            .PointInTimeRecoveryDescription;
        Assert.Equal(
            (Beginning.AddDays(1).UtcDateTime, Beginning.AddDays(2).AddMinutes(-5).UtcDateTime),
            (window.EarliestRestorableDateTime?.ToUniversalTime(), window.LatestRestorableDateTime?.ToUniversalTime())
        );
        foreach (var time in (DateTimeOffset[])[Beginning, Beginning.AddDays(2)])
            Assert.Equal("InvalidRestoreTimeException", (await FailureAsync(() => RestoreAsync("again", time))).Code);
        await RestoreAsync("again", Beginning.AddDays(1));
        Assert.Equal("", await ItemsAsync("again"));
    }

    [Fact]
    public async Task A_deleted_table_that_was_recoverable_leaves_a_backup_for_35_days()
    {
        await CreateThingsAsync();
        await PutAsync(Key("a"));
        await RecoverAsync();
        await Db.DeleteTableAsync(Things);

        var left = Assert.Single((await Db.ListBackupsAsync(new ListBackupsRequest { BackupType = "ALL" })).BackupSummaries);
        Assert.Equal(("things$DeletedTableBackup", BackupType.SYSTEM), (left.BackupName, left.BackupType));
        await Db.RestoreTableFromBackupAsync(new RestoreTableFromBackupRequest { BackupArn = left.BackupArn, TargetTableName = Things });
        Assert.Equal("{id:'a'}", await ItemsAsync(Things));

        Clock.Advance(TimeSpan.FromDays(35));
        Assert.Empty((await Db.ListBackupsAsync(new ListBackupsRequest { BackupType = "ALL" })).BackupSummaries ?? []);
    }
}
