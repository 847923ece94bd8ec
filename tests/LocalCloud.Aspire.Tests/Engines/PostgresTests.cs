using Npgsql;

namespace LocalCloud.Aspire.Tests.Engines;

[Collection(nameof(ShopFixture))]
public sealed class PostgresTests(ShopFixture shop)
{
    [Fact]
    public async Task User_name_and_password_are_those_of_the_parameters_whatever_characters_they_have()
    {
        Assert.Equal(ShopFixture.Owner, await shop.App.SqlAsync("shop", "select current_user::text"));
        var wrong = (await shop.App.ConnectionStringAsync("shop")).Replace(ShopFixture.Password, "another", StringComparison.Ordinal);
        await using var source = NpgsqlDataSource.Create($"{wrong};Pooling=false");
        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
            await source.OpenConnectionAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("stock", "ware house")]
    [InlineData("elsewhere", "elsewhere")]
    public async Task A_database_of_the_model_is_made_under_its_own_name(string resource, string database) =>
        Assert.Equal(database, await shop.App.SqlAsync(resource, "select current_database()::text"));

    [Fact]
    public async Task Servers_do_not_share_their_databases() =>
        Assert.Null(await shop.App.SqlAsync("elsewhere", "select datname from pg_database where datname = 'shop'"));

    [Fact]
    public async Task A_creation_script_makes_its_database() =>
        Assert.Equal(7, await shop.App.SqlAsync("scripted", "select datconnlimit from pg_database where datname = current_database()"));

    [Fact]
    public async Task Arguments_of_the_container_are_settings_of_the_server() =>
        Assert.Equal("33", await shop.App.SqlAsync("shop", "show max_connections"));

    [Fact]
    public async Task A_backend_reads_by_itself_and_no_processes_wait_to_do_it() =>
        Assert.Equal(0L, await shop.App.SqlAsync("shop", "select count(*) from pg_stat_activity where backend_type = 'io worker'"));

    [Fact]
    public async Task POSTGRES_DB_is_made_too() =>
        Assert.Equal(1L, await shop.App.SqlAsync("shop", "select count(*) from pg_database where datname = 'own \"first\"'"));

    [Fact]
    public async Task POSTGRES_INITDB_ARGS_reach_initdb()
    {
        Assert.Equal("4MB", await shop.App.SqlAsync("shop", "show wal_segment_size"));
        Assert.Equal("off", await shop.App.SqlAsync("shop", "show data_checksums"));
    }
}
