using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Services.Tests.Infrastructure;

/// <summary>A test with an Api, a database and an AWS account of its own; Redis is shared.</summary>
public abstract class ApiTest(Servers servers) : IAsyncLifetime
{
    private ApiHost? _api;

    protected HttpClient Http { get; private set; } = null!;

    internal ApiHost Api => _api!;

    internal Stack Stack { get; private set; } = null!;

    protected Servers Servers => servers;

    /// <summary>Makes the ids of this test its own, as Redis is shared.</summary>
    protected string Tag { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Null: Redis is not configured.</summary>
    protected virtual string? RedisConnectionString => servers.RedisConnectionString;

    public virtual async ValueTask InitializeAsync()
    {
        Stack = await Stack.CreateAsync(servers);
        Stack.Configuration["ConnectionStrings:serverless"] = await servers.CreateDatabaseAsync();
        Stack.Configuration["ConnectionStrings:redis"] = RedisConnectionString;
        _api = new ApiHost(Stack.Configuration, Configure);
        Http = _api.CreateClient();
    }

    public virtual async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_api is not null)
        {
            await _api.DisposeAsync();
        }

        Stack?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes what the Api is made of.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    /// <summary>Another process of the same service: same database, same queues.</summary>
    internal ApiHost StartAnother(Action<IServiceCollection>? configureServices = null) => new(Stack.Configuration, configureServices);

    protected Task<int> StockOfAsync(string productId) =>
        Api.QueryAsync(db => db.Products.Where(product => product.Id == productId).Select(product => product.Inventory).SingleAsync());
}
